package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Side;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds offices whose public address, which the template gives to a customer gateway, a policy would no longer let through,
 * because either of the two changed without the other.
 *
 * <p>A list of addresses is one of offices only where it lets another of them through: today the same one, or that of another
 * gateway of the stack. Any other list is about somebody else.
 */
public final class OfficeAddressCheck implements Check {

    private static final Rule OFFICE_LOCKED_OUT = Rule.of("office-locked-out");
    private static final String SOURCE_IP = "aws:sourceip";
    private static final PropertyPath ADDRESS = PropertyPath.of("IpAddress");

    /**
     * The public address of an office.
     *
     * @param gateway the customer gateway that has it
     * @param text as the template says it; a function where only the deployment knows
     */
    private record Office(Subject gateway, String text) {

        Optional<IPAddress> address() {
            return Optional.ofNullable(new IPAddressString(text).getAddress());
        }
    }

    /**
     * A statement that asks where a request comes from.
     *
     * @param policy the resource that writes it
     * @param path where in that resource
     * @param sources the addresses that it lets through, sorted
     */
    private record AddressList(Subject policy, PropertyPath path, TreeSet<String> sources) {

        /** Whether the office is let through; empty where only the deployment knows. */
        Optional<Boolean> lets(Office office) {
            boolean inside = office.address().isPresent()
                    && sources.stream()
                            .map(source -> new IPAddressString(source).getAddress())
                            .filter(Objects::nonNull)
                            .anyMatch(network -> network.toPrefixBlock()
                                    .contains(office.address().get()));
            boolean known = office.address().isPresent()
                    && sources.stream().allMatch(source -> new IPAddressString(source).getAddress() != null);
            return inside || known ? Optional.of(inside) : Optional.empty();
        }

        boolean surelyLets(Office office) {
            return lets(office).orElse(false);
        }
    }

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        Map<String, Office> before = offices(comparison.base());
        Map<String, Office> after = offices(comparison.head());
        if (after.isEmpty()) {
            return List.of();
        }
        Map<String, AddressList> old = lists(Grants.of(comparison.base(), Choices.open()));
        List<ReviewFinding> findings = new ArrayList<>();
        lists(Grants.ofHead(comparison))
                .forEach((key, list) -> after.forEach((label, office) -> {
                    Optional<AddressList> oldList = Optional.ofNullable(old.get(key));
                    Optional<Office> oldOffice = Optional.ofNullable(before.get(label));
                    boolean changed = !oldList.map(AddressList::sources).equals(Optional.of(list.sources()))
                            || !oldOffice.equals(Optional.of(office));
                    boolean wasLet = oldList.isPresent() && oldOffice.isPresent()
                            ? oldList.get().surelyLets(oldOffice.get())
                            : letsNeighbour(list, office, after);
                    if (changed && wasLet && !list.surelyLets(office)) {
                        findings.add(finding(list, office, oldList, oldOffice));
                    }
                }));
        return findings;
    }

    private static boolean letsNeighbour(AddressList list, Office office, Map<String, Office> offices) {
        return offices.values().stream()
                .filter(other -> !other.equals(office)
                        && other.gateway().stack().equals(office.gateway().stack()))
                .anyMatch(list::surelyLets);
    }

    private static ReviewFinding finding(
            AddressList list, Office office, Optional<AddressList> oldList, Optional<Office> oldOffice) {
        ReviewFinding general = OFFICE_LOCKED_OUT
                .about(office.gateway())
                .at(ADDRESS)
                .values(oldOffice.map(Office::text).orElse(""), office.text());
        if (oldOffice.equals(Optional.of(office))) {
            general = OFFICE_LOCKED_OUT
                    .about(list.policy())
                    .at(list.path())
                    .values(oldList.map(OfficeAddressCheck::shown).orElse(""), shown(list));
        }
        ReviewFinding named = general.naming("office", office.gateway().label())
                .naming("address", office.text())
                .naming("policy", list.policy().label());
        return list.lets(office).isPresent() ? named : named.perhaps();
    }

    private static String shown(AddressList list) {
        return Values.cut(String.join(", ", list.sources()));
    }

    private static Map<String, Office> offices(Side side) {
        Map<String, Office> offices = new LinkedHashMap<>();
        side.forEach((template, subject, resource) -> {
            JsonNode address = ADDRESS.in(resource.path("Properties"));
            if (subject.type().equals("AWS::EC2::CustomerGateway") && !address.isMissingNode()) {
                offices.put(subject.label(), new Office(subject, template.text(address)));
            }
        });
        return offices;
    }

    /** By policy, effect and place among the statements of that policy that ask for an address: others may come before. */
    private static Map<String, AddressList> lists(Grants grants) {
        Map<List<Object>, AddressList> byStatement = new LinkedHashMap<>();
        grants.holders().stream()
                .flatMap(holder -> grants.of(holder).stream())
                .forEach(statement -> statement.clause().conditions().stream()
                        .filter(entry -> entry.key().equals(SOURCE_IP))
                        .filter(entry -> entry.operator()
                                .matches(
                                        statement.clause().allows()
                                                ? "IpAddress(IfExists)?"
                                                : "NotIpAddress(IfExists)?"))
                        .forEach(entry -> byStatement
                                .computeIfAbsent(
                                        List.of(statement.source().label(), statement.path()),
                                        none -> new AddressList(statement.source(), statement.path(), new TreeSet<>()))
                                .sources()
                                .addAll(entry.values())));
        Map<String, AddressList> lists = new LinkedHashMap<>();
        byStatement.values().forEach(list -> {
            int place = 0;
            while (lists.containsKey(list.policy().label() + " " + place)) {
                place++;
            }
            lists.put(list.policy().label() + " " + place, list);
        });
        return lists;
    }
}
