package sao.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The boundaries that Maven cannot hold: no cycles between packages, and each heavy library in its own module.
class BoundaryTest {
    private static final ImportOption MAIN_CODE =
            location -> !location.matches(Pattern.compile(".*-?test(-classes)?/sao/.*"));
    private static JavaClasses classes;

    @BeforeAll
    static void importMainCode() {
        classes = new ClassFileImporter().withImportOption(MAIN_CODE).importPackages("sao");
    }

    /// {@return the packages of these modules}
    private static String[] packages(String... modules) throws IOException {
        List<String> packages = new ArrayList<>();
        for (String module : modules) {
            packages.addAll(StructureTest.packages(module).keySet());
        }
        assertThat(packages).isNotEmpty();
        return packages.toArray(String[]::new);
    }

    private static void onlyIn(String[] allowed, String... libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .check(classes);
    }

    private static void independent(String[] packages, String... others) {
        noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(classes);
    }

    @Test
    void theClassesOfEveryModuleWereImported() throws IOException {
        Set<String> imported = new TreeSet<>();
        for (JavaClass found : classes) {
            imported.add(found.getPackageName());
        }
        assertThat(imported)
                .containsAll(List.of(packages(
                        "sao-domain",
                        "sao-engine",
                        "sao-pipeline",
                        "sao-benchmark",
                        "sao-training",
                        "sao-run",
                        "sao-dataset",
                        "sao-server",
                        "sao-app")));
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("sao.(*)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void libtorchStaysInEngineAndTraining() throws IOException {
        onlyIn(packages("sao-engine", "sao-training"), "org.bytedeco..");
    }

    @Test
    void picocliStaysInTheApp() throws IOException {
        onlyIn(packages("sao-app"), "picocli..");
    }

    @Test
    void javalinStaysInTheServer() throws IOException {
        onlyIn(packages("sao-server"), "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");
    }

    @Test
    void parquetStaysInTheDatasets() throws IOException {
        onlyIn(packages("sao-dataset"), "org.apache.parquet..", "org.apache.hadoop..");
    }

    @Test
    void sqliteStaysInThePipeline() throws IOException {
        onlyIn(packages("sao-pipeline"), "java.sql..", "org.sqlite..");
    }

    @Test
    void thePipelineUsesNoTensorAndTheEngineNoNounOfTheMethod() throws IOException {
        independent(packages("sao-pipeline"), packages("sao-engine", "sao-training"));
        independent(packages("sao-benchmark"), packages("sao-engine", "sao-training"));
        independent(packages("sao-engine"), "sao.domain");
    }

    @Test
    void noNameHidesWhatIsInside() {
        for (JavaClass found : classes) {
            assertThat(found.getSimpleName()).doesNotMatch(".*(Util|Utils|Helper|Helpers|Manager|Common|Misc|Impl)$");
            assertThat(found.getPackageName()).doesNotMatch(".*\\.(util|common|core|base|impl|helper|manager)(\\..*)?");
        }
    }
}
