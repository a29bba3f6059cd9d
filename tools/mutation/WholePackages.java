import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.pitest.classinfo.ClassName;
import org.pitest.classpath.CodeSource;
import org.pitest.mutationtest.build.MutationGrouper;
import org.pitest.mutationtest.build.MutationGrouperFactory;
import org.pitest.mutationtest.engine.MutationDetails;

/**
 * One process per core instead of one per class. Each process of PIT first runs every test once to find those that are made
 * while they run (pitest-junit5-plugin, JUnit5TestUnitFinder), which takes longer than judging the changes of a class.
 */
public final class WholePackages implements MutationGrouperFactory {

    @Override
    public String description() {
        return "One group of changes per core";
    }

    @Override
    public MutationGrouper makeFactory(Properties properties, CodeSource code, int threads, int unitSize) {
        return (classes, changes) -> groups(changes, threads);
    }

    private static List<List<MutationDetails>> groups(Collection<MutationDetails> changes, int threads) {
        List<ClassName> classes = changes.stream().map(MutationDetails::getClassName).distinct().toList();
        List<List<MutationDetails>> groups = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int remainder = thread;
            groups.add(changes.stream()
                    .filter(change -> classes.indexOf(change.getClassName()) % threads == remainder)
                    .toList());
        }
        return groups.stream().filter(group -> !group.isEmpty()).toList();
    }
}
