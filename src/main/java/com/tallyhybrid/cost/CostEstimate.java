package com.tallyhybrid.cost;

import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.cloudformation.Template;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What templates cost per month, in US dollars without tax.
 *
 * @param lines everything that is billed, in the order of the templates
 * @param usage what was assumed or given, complete
 */
public record CostEstimate(List<CostLine> lines, Usage usage) {

    public CostEstimate {
        lines = List.copyOf(lines);
    }

    /**
     * Prices what {@code cdk synth} wrote, or a folder of templates. What a stack costs depends on its Region: without a
     * manifest nobody says it, and no line has a price.
     *
     * @param usage what somebody has decided about use; {@link Usage#ASSUMED} for nothing
     */
    public static CostEstimate of(CloudAssembly assembly, Usage usage) {
        return of(assembly, usage, Prices.known());
    }

    /** The same with other prices. */
    public static CostEstimate of(CloudAssembly assembly, Usage usage, Prices prices) {
        return of(SymbolicResolver.of(assembly.normalized()).values(), usage, prices);
    }

    /** The same for templates that are read already. */
    public static CostEstimate of(Collection<SymbolicResolver> templates, Usage usage, Prices prices) {
        Map<SymbolicResolver, Template> resolved = templates.stream()
                .collect(Collectors.toMap(one -> one, one -> one.inputs().resolved()));
        Usage complete = usage.completedFor(resolved.values());
        List<CostLine> lines = new ArrayList<>();
        for (SymbolicResolver reader : templates) {
            Template template = resolved.get(reader);
            var pricing = new LinePricing(reader, prices, complete);
            template.resources()
                    .forEach((id, resource) -> lines.addAll(
                            pricing.of(id, resource, template.environment().region())));
        }
        return new CostEstimate(lines, complete);
    }

    /** The sum of what is paid each month. */
    public CostTotal monthly(UsageCase use) {
        return total(use, CostLine.Kind.FIXED, CostLine.Kind.USAGE);
    }

    /** The sum of what is paid each month, whatever is done. */
    public CostTotal fixed() {
        return total(UsageCase.USUAL, CostLine.Kind.FIXED);
    }

    /** The sum of the lines of some kinds. */
    public CostTotal total(UsageCase use, CostLine.Kind... kinds) {
        Set<CostLine.Kind> wanted = Set.of(kinds);
        return CostTotal.of(
                lines.stream().filter(line -> wanted.contains(line.kind())).toList(), use);
    }

    /** The lines of one resource. */
    public List<CostLine> of(String stack, String logicalId) {
        return lines.stream()
                .filter(line -> line.stack().equals(stack) && line.logicalId().equals(logicalId))
                .toList();
    }
}
