package com.tallyhybrid.iam.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.iam.Glob;
import com.tallyhybrid.iam.simulator.Decision.Outcome;
import com.tallyhybrid.iam.simulator.PrincipalElement.Match;
import com.tallyhybrid.iam.simulator.Statement.Listed;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Everything that a principal may do to a resource, whatever the request says besides.
 *
 * <p>Nothing is allowed that no statement allows. So it is enough to ask, for each statement that allows something and
 * could be about both, the requests that this statement is made for: its actions, with a wildcard replaced by each known
 * action and by one made-up action that is like it; a resource that is like its pattern; and the circumstances that its
 * conditions ask for, where whoever asks can choose them. The {@link Evaluator} decides each, with every denial.
 */
public final class Reach {

    /**
     * Keys that follow from who asks and what for. Everything else (an address, a second factor, a header) a principal may
     * bring about, and is taken to do so.
     */
    private static final Pattern GIVEN = Pattern.compile(
            "(?i)aws:(principal.*|userid|username|resource.*|source(arn|account|orgid|orgpaths|owner|vpc|vpce|vpcarn)"
                    + "|calledvia.*|viaawsservice)|kms:(calleraccount|resourcealiases|grantisforawsresource)|.*:resourcetag/.*");

    private static final Pattern NAMED =
            Pattern.compile("arn:aws:(?:iam|sts)::(\\d{12}):(user|role|assumed-role)/(.+)");

    private final Evaluator policies;
    /** By the very objects that are asked about: they are asked about many times, and comparing them takes longer. */
    private final Map<Principal, List<Statement>> identities = new IdentityHashMap<>();

    private final Map<Aim, List<Statement>> guards = new IdentityHashMap<>();
    private final Map<Aim, Set<String>> openTo = new IdentityHashMap<>();

    private Reach(Evaluator policies) {
        this.policies = policies;
    }

    /** Of the policies of these apps. */
    public static Reach among(Collection<Assembly> assemblies) {
        return new Reach(Evaluator.of(assemblies));
    }

    /**
     * What somebody may be after.
     *
     * @param account the account that owns it
     * @param names ARNs of the resource itself
     * @param beginnings how the ARNs of what is in it begin, such as those of the objects of a bucket
     * @param actions what can be done to it that matters; wildcards of policies are tried with each
     * @param harmless patterns of actions that do not matter
     */
    public record Aim(
            String account, List<String> names, List<String> beginnings, List<String> actions, List<String> harmless) {

        public Aim {
            names = List.copyOf(names);
            beginnings = List.copyOf(beginnings);
            actions = List.copyOf(actions);
            harmless = List.copyOf(harmless);
        }

        private boolean matters(String action) {
            String small = action.toLowerCase(Locale.ROOT);
            String service = small.substring(0, small.indexOf(':') + 1);
            return actions.stream().anyMatch(known -> known.startsWith(service))
                    && harmless.stream()
                            .noneMatch(pattern ->
                                    Glob.of(pattern.toLowerCase(Locale.ROOT)).covers(Glob.of(small)));
        }

        private Stream<String> spellings() {
            return Stream.concat(names.stream(), beginnings.stream().map(beginning -> beginning + "x"));
        }
    }

    /**
     * A request that is allowed.
     *
     * @param because the statement that decides
     */
    public record Grant(String action, String resource, String because) {}

    /** A statement that could allow something, and what it could be asked. */
    private record Candidate(Statement statement, Set<String> actions, Set<String> resources) {}

    /**
     * Every request that is allowed, one for each action and resource.
     *
     * @param principal the same object each time, so that its policies are looked up once
     * @param aim likewise
     * @param given the condition keys that follow from the two, such as tags of the resource
     * @throws IllegalArgumentException if a policy is not modelled
     */
    public List<Grant> of(Principal principal, Aim aim, Map<String, List<String>> given) {
        List<Statement> guarding = guards.computeIfAbsent(aim, this::guarding).stream()
                .filter(statement -> statement.principals().orElseThrow().grants(principal) != Match.NONE)
                .toList();
        boolean local = principal.account().filter(aim.account()::equals).isPresent();
        if (!local && guarding.isEmpty()) {
            // Between two accounts the owner of the resource must allow it too.
            return List.of();
        }
        Map<String, Grant> found = new LinkedHashMap<>();
        Stream.concat(guarding.stream(), identities.computeIfAbsent(principal, policies::identityAllows).stream())
                .forEach(statement -> candidate(statement, principal, aim)
                        .ifPresent(candidate -> ask(candidate, principal, given, found)));
        return List.copyOf(found.values());
    }

    private List<Statement> guarding(Aim aim) {
        return aim.spellings()
                .flatMap(name -> guarding(name).stream())
                .distinct()
                .toList();
    }

    private List<Statement> guarding(String resource) {
        String service = resource.split(":", 4)[2];
        // A trust policy answers to STS alone.
        String action = (service.equals("iam") ? "sts" : service) + ":Any";
        return policies.resourceAllows(new Request(new Principal.Anonymous(), action, resource));
    }

    private void ask(
            Candidate candidate, Principal principal, Map<String, List<String>> given, Map<String, Grant> found) {
        Map<String, List<String>> context = circumstances(candidate.statement(), principal, given);
        for (String resource : candidate.resources()) {
            for (String action : candidate.actions()) {
                if (!found.containsKey(action + " " + resource)) {
                    Decision decision = policies.evaluate(new Request(principal, action, resource, context));
                    if (decision.outcome() == Outcome.ALLOWED) {
                        found.put(action + " " + resource, new Grant(action, resource, decision.because()));
                    }
                }
            }
        }
    }

    private static Optional<Candidate> candidate(Statement statement, Principal principal, Aim aim) {
        Set<String> resources = resources(statement, principal, aim);
        Set<String> actions = resources.isEmpty() ? Set.of() : actions(statement.actions(), aim);
        return actions.isEmpty() ? Optional.empty() : Optional.of(new Candidate(statement, actions, resources));
    }

    private static Set<String> resources(Statement statement, Principal principal, Aim aim) {
        Set<String> resources = new LinkedHashSet<>();
        if (statement.resources().map(Listed::negated).orElse(true)) {
            aim.spellings().forEach(resources::add);
            return resources;
        }
        for (PolicyText text : statement.resources().get().texts()) {
            String pattern = filled(text.text(), principal);
            aim.names().stream()
                    .filter(name -> Glob.of(pattern).covers(Glob.of(name)))
                    .forEach(resources::add);
            aim.beginnings().forEach(beginning -> Witness.of(pattern, beginning).ifPresent(resources::add));
        }
        return resources;
    }

    /** The one policy variable of which the principal alone decides the value. */
    private static String filled(String pattern, Principal principal) {
        return principal instanceof Principal.User user
                ? pattern.replace(
                        "${aws:username}", user.arn().substring(user.arn().lastIndexOf('/') + 1))
                : pattern;
    }

    private static Set<String> actions(Listed listed, Aim aim) {
        if (listed.negated()) {
            return new LinkedHashSet<>(aim.actions());
        }
        Set<String> actions = new LinkedHashSet<>();
        for (PolicyText text : listed.texts()) {
            Glob pattern = Glob.of(text.text().toLowerCase(Locale.ROOT));
            aim.actions().stream()
                    .filter(action -> pattern.covers(Glob.of(action.toLowerCase(Locale.ROOT))))
                    .forEach(actions::add);
            String plain = Witness.plain(text.text(), "");
            if (plain.matches("[a-z0-9-]+:[A-Za-z0-9]+") && aim.matters(plain)) {
                actions.add(plain);
            }
        }
        return actions;
    }

    /**
     * Whether policies of the resource allow anything to an account that does not own it: to everybody, to the account or
     * to somebody in it. Where they do not, nobody there may do anything, and nobody needs to be asked about.
     */
    public boolean isOpenTo(String account, Aim aim) {
        Set<String> accounts = openTo.computeIfAbsent(aim, this::accounts);
        return accounts.contains("*") || accounts.contains(account);
    }

    private Set<String> accounts(Aim aim) {
        Set<String> accounts = new TreeSet<>();
        for (Statement statement : guards.computeIfAbsent(aim, this::guarding)) {
            for (String listed : statement.principals().orElseThrow().listed()) {
                String[] parts = listed.split(":", 6);
                // What is no ARN is everybody, or a service, which is in no account.
                accounts.add(parts.length == 6 ? parts[4] : listed);
            }
        }
        return accounts;
    }

    /**
     * Whom policies of the resource name among the people of an account whom no template knows, each with every right that
     * their own account can give.
     */
    public List<Principal> named(Aim aim, String account) {
        List<JsonNode> everything = Principal.administrator(account).policies();
        Set<String> arns = new TreeSet<>();
        for (Statement statement : guards.computeIfAbsent(aim, this::guarding)) {
            arns.addAll(statement.principals().orElseThrow().listed());
            for (Condition condition : statement.conditions()) {
                if (condition instanceof Condition.Compared compared
                        && !compared.operator().negated()
                        && compared.key().equalsIgnoreCase("aws:PrincipalArn")) {
                    compared.values().forEach(value -> arns.add(inAccount(value.text(), account)));
                }
            }
        }
        return arns.stream()
                .map(NAMED::matcher)
                .filter(Matcher::matches)
                .filter(found -> found.group(1).equals(account))
                .map(found -> named(found, everything))
                .toList();
    }

    /** A pattern of ARNs as one ARN of the account. */
    private static String inAccount(String pattern, String account) {
        String[] parts = pattern.split(":", 6);
        if (parts.length < 6) {
            return "arn:aws:iam::" + account + ":role/x";
        }
        boolean same = Glob.of(parts[4]).covers(Glob.of(account));
        return "arn:aws:%s::%s:%s"
                .formatted(
                        Witness.plain(parts[2], "iam"),
                        same ? account : parts[4],
                        parts[5].equals("*") ? "role/x" : Witness.plain(parts[5], "x"));
    }

    private static Principal named(MatchResult arn, List<JsonNode> policies) {
        if (arn.group(2).equals("user")) {
            return new Principal.User(arn.group(), policies);
        }
        String[] role = arn.group(3).split("/", 2);
        return arn.group(2).equals("role")
                ? new Principal.RoleSession(arn.group(), "session", policies)
                : new Principal.RoleSession(
                        "arn:aws:iam::%s:role/%s".formatted(arn.group(1), role[0]),
                        role.length == 2 ? role[1] : "session",
                        policies);
    }

    /** What is given, and what the statement wants besides, where whoever asks can choose it. */
    private static Map<String, List<String>> circumstances(
            Statement statement, Principal principal, Map<String, List<String>> given) {
        Map<String, List<String>> context = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        context.putAll(given);
        for (Condition condition : statement.conditions()) {
            if (condition instanceof Condition.Compared compared) {
                String key = compared.key();
                if (!compared.operator().negated() && !GIVEN.matcher(key).matches()) {
                    Stream.concat(context.getOrDefault(key, List.of()).stream(), choices(compared))
                            .filter(choice -> holds(compared, principal, context, choice))
                            .findFirst()
                            .ifPresent(choice -> context.put(key, List.of(choice)));
                }
            } else if (condition instanceof Condition.Absent absent
                    && !absent.wanted().contains(true)
                    && !GIVEN.matcher(absent.key()).matches()) {
                context.putIfAbsent(absent.key(), List.of("x"));
            }
        }
        return context;
    }

    /** Values that may satisfy the condition: its own, their neighbours, and times long ago and far away. */
    private static Stream<String> choices(Condition.Compared condition) {
        return condition.values().stream()
                .map(PolicyText::text)
                .flatMap(text -> text.matches("-?\\d{1,9}")
                        ? IntStream.of(0, -1, 1).mapToObj(step -> String.valueOf(Integer.parseInt(text) + step))
                        : Stream.of(
                                Witness.plain(text, "x"),
                                text.split("/")[0],
                                "1970-01-01T00:00:00Z",
                                "2100-01-01T00:00:00Z"));
    }

    private static boolean holds(
            Condition.Compared condition, Principal principal, Map<String, List<String>> context, String choice) {
        Map<String, List<String>> tried = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        tried.putAll(context);
        tried.put(condition.key(), List.of(choice));
        try {
            return condition.holds(Context.of(new Request(principal, "any:Any", "*", tried), Optional.empty()));
        } catch (IllegalArgumentException noSuchValue) {
            return false;
        }
    }
}
