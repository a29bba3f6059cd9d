package com.tallyhybrid.cost;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bill for machines. Every number is a text, so that no reader makes a binary fraction of it; what is not known is absent.
 *
 * @param version raised when a key changes its meaning or goes
 * @param fixed what is paid each month, whatever is done
 * @param monthly all that is paid each month, by use
 * @param once what is paid once, by use
 * @param forms the monthly sums in the forms that were asked for, by use
 */
record CostJson(
        int version,
        String currency,
        Sum fixed,
        Map<String, Sum> monthly,
        Map<String, Sum> once,
        Map<String, List<Form>> forms,
        List<Line> lines,
        Map<String, Map<String, String>> usage) {

    private static final int VERSION = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .build();

    /** A sum, and how many lines are not in it. */
    record Sum(String low, String high, int unknownLines) {
        static Sum of(CostTotal total) {
            return new Sum(
                    total.amount().low().toPlainString(), total.amount().high().toPlainString(), total.unknown());
        }
    }

    record Form(String words, String currency, String low, String high) {}

    record Range(String low, String high) {
        static Range of(Amount amount) {
            return new Range(amount.low().toPlainString(), amount.high().toPlainString());
        }
    }

    record Line(
            String stack,
            String logicalId,
            String type,
            String what,
            CostLine.Kind kind,
            Optional<String> region,
            String unit,
            Optional<Map<String, String>> quantity,
            Optional<Range> unitPrice,
            Map<String, Range> amount,
            String price,
            Confidence confidence,
            String published,
            Optional<String> rateCode,
            String source,
            Optional<String> serves) {

        static Line of(CostLine line) {
            Map<String, Range> amounts = new LinkedHashMap<>();
            Map<String, String> quantities = new LinkedHashMap<>();
            for (UsageCase use : UsageCase.values()) {
                line.amount(use).ifPresent(amount -> amounts.put(use.key(), Range.of(amount)));
                line.quantity(use).map(BigDecimal::toPlainString).ifPresent(text -> quantities.put(use.key(), text));
            }
            return new Line(
                    line.stack(),
                    line.logicalId(),
                    line.type(),
                    line.words(),
                    line.kind(),
                    line.region(),
                    line.price().unit(),
                    line.quantities().map(known -> quantities),
                    line.unitPrice().map(Range::of),
                    amounts,
                    line.price().id(),
                    line.price().confidence(),
                    line.price().published(),
                    line.price().rate(line.region()).flatMap(Price.Rate::code),
                    line.price().source(),
                    line.serves());
        }
    }

    static String of(CostEstimate estimate, Conversion conversion) {
        Map<String, Sum> monthly = new LinkedHashMap<>();
        Map<String, Sum> once = new LinkedHashMap<>();
        Map<String, List<Form>> forms = new LinkedHashMap<>();
        for (UsageCase use : UsageCase.values()) {
            monthly.put(use.key(), Sum.of(estimate.monthly(use)));
            once.put(use.key(), Sum.of(estimate.total(use, CostLine.Kind.ONE_OFF)));
            List<Form> own = new ArrayList<>();
            conversion
                    .of(estimate.monthly(use).amount())
                    .forEach(form -> own.add(new Form(
                            form.words(),
                            form.unit(),
                            form.amount().low().toPlainString(),
                            form.amount().high().toPlainString())));
            forms.put(use.key(), own);
        }
        var report = new CostJson(
                VERSION,
                "USD",
                Sum.of(estimate.fixed()),
                monthly,
                once,
                forms,
                estimate.lines().stream().map(Line::of).toList(),
                usage(estimate));
        var indenter = new DefaultIndenter("  ", "\n");
        try {
            return JSON.writer(new DefaultPrettyPrinter()
                                    .withObjectIndenter(indenter)
                                    .withArrayIndenter(indenter))
                            .writeValueAsString(report)
                    + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Map<String, String>> usage(CostEstimate estimate) {
        Map<String, Map<String, String>> usage = new LinkedHashMap<>();
        UsageKeys.ALL.keySet().forEach(key -> {
            Map<String, String> cases = new LinkedHashMap<>();
            for (UsageCase use : UsageCase.values()) {
                cases.put(use.key(), estimate.usage().of(key, use).toPlainString());
            }
            usage.put(key, cases);
        });
        return usage;
    }
}
