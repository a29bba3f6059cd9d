import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.pitest.classpath.CodeSource;
import org.pitest.mutationtest.build.MutationGrouper;
import org.pitest.mutationtest.build.MutationGrouperFactory;
import org.pitest.mutationtest.commandline.OptionsParser;
import org.pitest.mutationtest.commandline.ParseResult;
import org.pitest.mutationtest.commandline.PluginFilter;
import org.pitest.mutationtest.config.PluginServices;
import org.pitest.mutationtest.config.ReportOptions;
import org.pitest.mutationtest.config.SettingsFactory;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.mutationtest.tooling.EntryPoint;

/**
 * PIT's command line, but with one process per thread and not one per class. Each process first runs every test once to find
 * those that are made while they run (pitest-junit5-plugin, JUnit5TestUnitFinder), which takes longer than judging a class.
 */
public final class Mutation {

    private Mutation() {}

    public static void main(String[] arguments) throws Exception {
        PluginServices plugins = PluginServices.makeForContextLoader();
        ParseResult parsed = new OptionsParser(new PluginFilter(plugins)).parse(arguments);
        if (!parsed.isOk()) {
            throw new IllegalArgumentException(parsed.getErrorMessage().orElseThrow());
        }
        ReportOptions options = parsed.getOptions();
        SettingsFactory settings = new SettingsFactory(options, plugins) {
            @Override
            public MutationGrouperFactory getMutationGrouper() {
                return new OneProcessPerThread();
            }
        };
        var ended = new EntryPoint().execute(null, options, settings, Map.of());
        if (ended.getError().isPresent()) {
            throw ended.getError().get();
        }
    }

    private static final class OneProcessPerThread implements MutationGrouperFactory {

        @Override
        public String description() {
            return "One group of changes per thread";
        }

        @Override
        public MutationGrouper makeFactory(Properties properties, CodeSource code, int threads, int size) {
            return (classes, changes) -> groups(changes, threads);
        }
    }

    private static List<List<MutationDetails>> groups(Collection<MutationDetails> changes, int threads) {
        List<String> classes = changes.stream()
                .map(change -> outermost(change))
                .distinct()
                .toList();
        List<List<MutationDetails>> groups = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int own = thread;
            groups.add(changes.stream()
                    .filter(change -> classes.indexOf(outermost(change)) % threads == own)
                    .toList());
        }
        return groups.stream().filter(group -> !group.isEmpty()).toList();
    }

    /** PIT counts the nested classes of a class as its own. */
    private static String outermost(MutationDetails change) {
        return change.getClassName().asJavaName().replaceFirst("\\$.*", "");
    }
}
