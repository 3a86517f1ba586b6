package sao.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The walls that Maven cannot hold: no cycles between packages, heavy neighbours only where they live.
class BoundaryTest {
    private static final List<String> MODULES =
            List.of("domain", "engine", "pipeline", "training", "remote", "run", "app", "spark");
    private static JavaClasses house;

    @BeforeAll
    static void readTheHouse() {
        Path project = Path.of(System.getProperty("sao.project"));
        house = new ClassFileImporter()
                .importPaths(MODULES.stream()
                        .map(module -> project.resolve("sao-" + module + "/target/classes"))
                        .filter(folder -> folder.toFile().isDirectory())
                        .toList());
    }

    @Test
    void everyPackageOfTheMethodIsSeen() {
        Set<String> packages = new TreeSet<>();
        for (JavaClass found : house) {
            packages.add(found.getPackageName());
        }
        assertThat(packages)
                .contains(
                        "sao.domain",
                        "sao.tensor",
                        "sao.weights",
                        "sao.generation",
                        "sao.ledger",
                        "sao.synthesis",
                        "sao.judging",
                        "sao.training",
                        "sao.run",
                        "sao.cli");
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("sao.(*)").should().beFreeOfCycles().check(house);
    }

    @Test
    void tensorsStayInEngineAndTraining() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "sao.torch",
                        "sao.tensor",
                        "sao.kernel",
                        "sao.weights",
                        "sao.gguf",
                        "sao.safetensors",
                        "sao.architecture",
                        "sao.cache",
                        "sao.sampling",
                        "sao.generation",
                        "sao.modelfile",
                        "sao.loss",
                        "sao.likelihood",
                        "sao.gradient",
                        "sao.health",
                        "sao.adapter",
                        "sao.optimizer",
                        "sao.checkpoint",
                        "sao.training",
                        "sao.export")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco..")
                .check(house);
    }

    @Test
    void theCommandLineStaysInTheApp() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "sao.cli", "sao.command", "sao.modelcommand", "sao.runcommand", "sao.datacommand")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..")
                .check(house);
    }

    @Test
    void theWebStaysInItsRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage("sao.server")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..")
                .check(house);
    }

    @Test
    void thePipelineNeverSeesATensorAndTheEngineNeverAPersona() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "sao.ledger",
                        "sao.persona",
                        "sao.prompt",
                        "sao.synthesis",
                        "sao.novelty",
                        "sao.judging",
                        "sao.verdict",
                        "sao.rubric",
                        "sao.audit",
                        "sao.pairing",
                        "sao.evaluation",
                        "sao.concurrent")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("sao.tensor", "sao.generation", "sao.architecture")
                .check(house);
        noClasses()
                .that()
                .resideInAnyPackage("sao.tensor", "sao.weights", "sao.tokenizer", "sao.template", "sao.architecture")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("sao.domain.Persona")
                .check(house);
    }

    @Test
    void nothingIsNamedAfterNothing() {
        for (JavaClass found : house) {
            assertThat(found.getSimpleName()).doesNotMatch(".*(Util|Utils|Helper|Helpers|Manager|Common|Misc|Impl)$");
            assertThat(found.getPackageName()).doesNotMatch(".*\\.(util|common|core|base|impl|helper|manager)(\\..*)?");
        }
    }
}
