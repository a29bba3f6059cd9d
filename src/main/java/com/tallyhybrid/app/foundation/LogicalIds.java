package com.tallyhybrid.app.foundation;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.constructs.Construct;

/** Ids made from the names that an owner gives, and the place where the constructs of these names stand. */
public final class LogicalIds {

    /** What the CDK leaves out when it makes a logical id of a path. */
    private static final String HIDDEN = "Default";

    /**
     * Id of the one resource of a construct: its logical id is then the construct's path and a hash, as with the CDK's own
     * constructs, and does not change when one of theirs takes its place or leaves it.
     */
    public static final String ONLY = "Resource";

    private LogicalIds() {}

    /**
     * A scope for constructs whose ids come from names, so that an office called {@code vpc} never meets our own
     * {@code Vpc}.
     *
     * <p>One for each construct that has such children. It is hidden from logical ids, which are those of the same
     * children without it: named alarms and rules that got other ids could not be made while the old ones stand.
     *
     * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html">CDK: identifiers</a>
     */
    public static Construct named(Construct scope) {
        Construct named = new Construct(scope, HIDDEN);
        // Otherwise the CDK looks for it by its id, and stops where names give both ids: Default and Resource.
        named.getNode().setDefaultChild(named);
        return named;
    }

    /**
     * The name in PascalCase: {@code head-office} becomes {@code HeadOffice}.
     *
     * <p>Two names share an id only if they differ in hyphens alone, which the settings refuse.
     */
    public static String of(String name) {
        return Stream.of(name.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }
}
