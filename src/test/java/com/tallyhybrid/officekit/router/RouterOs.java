package com.tallyhybrid.officekit.router;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A router that imports scripts, as MikroTik's manual says that RouterOS does: commands one by one until an error, none
 * of a block if its text is broken. It knows the commands that our script needs and refuses every other.
 *
 * <p>A number after {@code place-before=} is refused where the table is empty, as RouterOS does.
 *
 * @see <a href="https://help.mikrotik.com/docs/spaces/ROS/pages/47579229/Scripting">RouterOS: scripting</a>
 * @see <a href="https://github.com/timbrs/amneziawg-mikrotik-c/issues/64">place-before=0 on an empty table</a>
 */
final class RouterOs {

    private static final List<String> VERBS = List.of("add", "remove", "find", "get", "enable", "disable");
    private static final Pattern NAMED = Pattern.compile("([a-z0-9-]+)(=|~)(.*)", Pattern.DOTALL);
    private static final Pattern NEGATED = Pattern.compile("\\((.*)\\)=false", Pattern.DOTALL);

    private final Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();
    private final Map<String, Object> globals = new HashMap<>();
    private final List<String> log = new ArrayList<>();
    private int ids;
    private int refusedAdd;

    /** What RouterOS says where it stops. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped(String text) {
            super(text);
        }
    }

    RouterOs(String version) {
        tables.put("/system resource", List.of(Map.of("version", version)));
    }

    /** The items of a menu such as {@code /ip ipsec peer}, without RouterOS's own numbers. */
    List<Map<String, String>> items(String menu) {
        return table(menu).stream()
                .map(item -> item.entrySet().stream()
                        .filter(value -> !value.getKey().equals(".id"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .toList();
    }

    /** Everything that is configured. */
    Map<String, List<Map<String, String>>> configuration() {
        var all = new LinkedHashMap<String, List<Map<String, String>>>();
        tables.keySet().stream().filter(menu -> !items(menu).isEmpty()).forEach(menu -> all.put(menu, items(menu)));
        return all;
    }

    List<String> log() {
        return log;
    }

    /** Refuses one of the items that are added from now on, as a version that does not know it would; 1 is the next. */
    RouterOs refusing(int add) {
        refusedAdd = add;
        return this;
    }

    /** Changes what RouterOS itself says of an item, such as the state of its keys. */
    void set(String menu, String comment, String name, String value) {
        table(menu).stream()
                .filter(item -> item.getOrDefault("comment", "").equals(comment))
                .forEach(item -> item.put(name, value));
    }

    void run(String script) {
        block(script, new HashMap<>(), "");
    }

    private List<Map<String, String>> table(String menu) {
        return tables.computeIfAbsent(menu, fresh -> new ArrayList<>());
    }

    private Object block(String text, Map<String, Object> locals, String menu) {
        Object result = "";
        for (String statement : RouterOsText.statements(text)) {
            result = command(RouterOsText.tokens(statement), locals, menu);
        }
        return result;
    }

    private Object command(List<String> tokens, Map<String, Object> locals, String menu) {
        String first = tokens.get(0);
        Map<String, String> named = tokens.stream()
                .map(NAMED::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(m -> m.group(1), m -> m.group(3), (a, b) -> b));
        return switch (first) {
            case ":if" ->
                block(
                        inner(truth(tokens.get(1), locals, menu) ? named.get("do") : named.getOrDefault("else", "{}")),
                        locals,
                        menu);
            case ":foreach" -> {
                for (String each : RouterOsText.statements(inner(named.get("in")))) {
                    var scope = new HashMap<>(locals);
                    scope.put(tokens.get(1), value(each, locals, menu));
                    block(inner(named.get("do")), scope, menu);
                }
                yield "";
            }
            case ":local" ->
                locals.put(
                        tokens.get(1), named.containsKey("do") ? named.get("do") : value(tokens.get(2), locals, menu));
            case ":global" -> globals.putIfAbsent(tokens.get(1), List.of());
            case ":set" -> globals.put(tokens.get(1), value(tokens.get(2), locals, menu));
            case ":error" ->
                throw new Stopped(value(tokens.get(1), locals, menu).toString());
            case ":log" -> log.add(value(tokens.get(2), locals, menu).toString());
            case ":do" -> attempt(tokens, named, locals, menu);
            case ":len" -> (long) list(value(tokens.get(1), locals, menu)).size();
            case ":pick" -> pick(tokens, locals, menu);
            case ":typeof" -> type(value(tokens.get(1), locals, menu));
            case ":toip" ->
                value(tokens.get(1), locals, menu).toString().matches("\\d+(\\.\\d+){3}")
                        ? new Address(value(tokens.get(1), locals, menu).toString())
                        : List.of();
            default ->
                first.startsWith("$")
                        ? call(first, locals)
                        : first.startsWith("{") ? block(inner(first), locals, menu) : menuCommand(tokens, locals, menu);
        };
    }

    private record Address(String text) {}

    private Object attempt(List<String> tokens, Map<String, String> named, Map<String, Object> locals, String menu) {
        try {
            return block(inner(tokens.get(1)), locals, menu);
        } catch (Stopped problem) {
            return block(inner(named.get("on-error")), locals, menu);
        }
    }

    private Object call(String name, Map<String, Object> locals) {
        return block(inner(locals.get(name.substring(1)).toString()), new HashMap<>(), "");
    }

    private Object pick(List<String> tokens, Map<String, Object> locals, String menu) {
        Object from = value(tokens.get(1), locals, menu);
        int start = Integer.parseInt(tokens.get(2));
        return from instanceof String text
                ? text.substring(start, Integer.parseInt(tokens.get(3)))
                : list(from).get(start);
    }

    private static String type(Object value) {
        return value instanceof Address
                ? "ip"
                : value instanceof Long ? "num" : value instanceof List ? "nothing" : "str";
    }

    private Object menuCommand(List<String> tokens, Map<String, Object> locals, String outer) {
        int verb = 0;
        while (verb < tokens.size() && !VERBS.contains(tokens.get(verb))) {
            verb++;
        }
        if (verb == tokens.size()) {
            throw new Stopped("bad command name " + tokens);
        }
        String menu = verb == 0 ? outer : String.join(" ", tokens.subList(0, verb));
        List<String> rest = tokens.subList(verb + 1, tokens.size());
        return switch (tokens.get(verb)) {
            case "add" -> add(menu, rest, locals);
            case "find" -> found(menu, rest, locals);
            case "get" -> table(menu).get(0).get(rest.get(rest.size() - 1));
            case "remove" ->
                table(menu).removeIf(item -> chosen(rest, locals, menu).contains(item.get(".id")));
            default -> {
                List<?> chosen = chosen(rest, locals, menu);
                String disabled = tokens.get(verb).equals("disable") ? "yes" : "no";
                table(menu).stream()
                        .filter(item -> chosen.contains(item.get(".id")))
                        .forEach(item -> item.put("disabled", disabled));
                yield "";
            }
        };
    }

    private List<?> chosen(List<String> rest, Map<String, Object> locals, String menu) {
        return list(value(rest.get(0), locals, menu));
    }

    private Object add(String menu, List<String> arguments, Map<String, Object> locals) {
        if (--refusedAdd == 0) {
            throw new Stopped("failure: refused " + arguments);
        }
        var item = new LinkedHashMap<String, String>(Map.of("disabled", "no", "dynamic", "no"));
        for (String argument : arguments) {
            Matcher named = NAMED.matcher(argument);
            if (!named.matches()) {
                throw new Stopped("expected a parameter: " + argument);
            }
            item.put(
                    named.group(1),
                    named.group(3).startsWith("{")
                            ? named.group(3)
                            : value(named.group(3), locals, menu).toString());
        }
        List<Map<String, String>> table = table(menu);
        if (item.containsKey("name")
                && table.stream().anyMatch(other -> item.get("name").equals(other.get("name")))) {
            throw new Stopped("failure: such name exists: " + item.get("name"));
        }
        int place = place(table, item.remove("place-before"));
        String id = "*%X".formatted(++ids);
        item.put(".id", id);
        table.add(place, item);
        return id;
    }

    private static int place(List<Map<String, String>> table, String before) {
        if (before == null) {
            return table.size();
        }
        for (int place = 0; place < table.size(); place++) {
            if (before.equals(table.get(place).get(".id")) || before.equals(String.valueOf(place))) {
                return place;
            }
        }
        throw new Stopped("no such item: place-before=" + before);
    }

    private List<String> found(String menu, List<String> rest, Map<String, Object> locals) {
        List<String> conditions = rest.stream()
                .filter(token -> !token.equals("where") && !token.equals("and"))
                .toList();
        return table(menu).stream()
                .filter(item -> conditions.stream().allMatch(condition -> fits(item, condition, locals)))
                .map(item -> item.get(".id"))
                .toList();
    }

    private boolean fits(Map<String, String> item, String condition, Map<String, Object> locals) {
        Matcher negated = NEGATED.matcher(condition);
        if (negated.matches()) {
            return !fits(item, negated.group(1), locals);
        }
        Matcher named = NAMED.matcher(condition);
        if (!named.matches()) {
            throw new Stopped("no condition: " + condition);
        }
        String value = item.getOrDefault(named.group(1), "");
        String wanted = value(named.group(3), locals, "").toString();
        return named.group(2).equals("~")
                ? Pattern.compile(wanted).matcher(value).find()
                : value.equals(wanted);
    }

    private boolean truth(String expression, Map<String, Object> locals, String menu) {
        return Boolean.TRUE.equals(value(expression, locals, menu));
    }

    private Object value(String token, Map<String, Object> locals, String menu) {
        return switch (token.charAt(0)) {
            case '"' ->
                RouterOsText.string(
                        token, name -> value("$" + name, locals, menu).toString());
            case '$' -> variable(token.substring(1), locals);
            case '[' -> command(RouterOsText.tokens(inner(token)), locals, menu);
            case '(' -> operation(inner(token).strip(), locals, menu);
            default -> token.matches("-?\\d+") ? (Object) Long.valueOf(token) : token;
        };
    }

    private Object variable(String name, Map<String, Object> locals) {
        return Stream.of(locals, globals)
                .filter(scope -> scope.containsKey(name))
                .map(scope -> scope.get(name))
                .findFirst()
                .orElseThrow(() -> new Stopped("no variable " + name));
    }

    private Object operation(String text, Map<String, Object> locals, String menu) {
        List<String> parts = RouterOsText.tokens(text);
        if (parts.size() != 3) {
            throw new Stopped("no expression: " + text);
        }
        Object left = value(parts.get(0), locals, menu);
        Object right = value(parts.get(2), locals, menu);
        return switch (parts.get(1)) {
            case "." -> "" + left + right;
            case "=" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case ">" -> (Long) left > (Long) right;
            case ">=" -> (Long) left >= (Long) right;
            case "+" -> (Long) left + (Long) right;
            default -> throw new Stopped("no operator: " + text);
        };
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }

    private static String inner(String bracketed) {
        return bracketed.substring(1, bracketed.length() - 1);
    }
}
