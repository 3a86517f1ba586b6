package sao.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sao.error.SaoException;

/// The libtorch of an installed PyTorch, used instead of the one included in the program: it contains the
/// libraries for graphics cards, so that they need not be downloaded.
///
/// The native functions of the Java binding resolve libtorch's functions by name, so a libtorch of a similar
/// version works.
///
/// @param libraries folder of its libraries
/// @param version version of PyTorch, such as `2.11.0+cu130`; empty if it is unknown
record InstalledTorch(Path libraries, String version) {
    /// The environment variable that contains its folder.
    static final String VARIABLE = "SAO_LIBTORCH";

    private static final Logger LOG = LoggerFactory.getLogger(InstalledTorch.class);
    private static final List<String> TRIED = List.of("2.10", "2.11");
    private static final Pattern VERSION = Pattern.compile("(?m)^__version__ = '([^']+)'");
    private static final String PROCESSOR_PART = "libtorch_cpu.so";
    private static final String CARD_PART = "libtorch_cuda.so";

    /// {@return the installation named by the environment variable; empty if it is not set}
    ///
    /// @throws SaoException if the variable names a folder without libtorch
    static Optional<InstalledTorch> ofEnvironment() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(folder -> !folder.isBlank())
                .map(folder -> in(Path.of(folder)));
    }

    /// {@return the installation in a folder: Python's package `torch`, its folder `lib`, or the folder that
    /// contains the package}
    ///
    /// @throws SaoException if the folder does not contain libtorch
    static InstalledTorch in(Path folder) {
        Path given = folder.toAbsolutePath().normalize();
        for (Path libraries : List.of(given, given.resolve("lib"), given.resolve("torch/lib"))) {
            if (Files.isRegularFile(libraries.resolve(PROCESSOR_PART))) {
                return new InstalledTorch(libraries, versionBeside(libraries));
            }
        }
        throw new SaoException(
                "%s is '%s', where there is no %s.".formatted(VARIABLE, folder, PROCESSOR_PART),
                "Give the folder that `python -c 'import torch; print(torch.__path__[0])'` prints, or unset it.");
    }

    /// {@return the version stated by the package, or by the archive of libtorch without Python}
    private static String versionBeside(Path libraries) {
        Path folder = libraries.resolveSibling("version.py");
        Path archive = libraries.resolveSibling("build-version");
        try {
            if (Files.exists(folder)) {
                Matcher version = VERSION.matcher(Files.readString(folder));
                return version.find() ? version.group(1) : "";
            }
            return Files.exists(archive) ? Files.readString(archive).strip() : "";
        } catch (IOException _) {
            return ""; // the version only decides about a warning
        }
    }

    /// {@return whether this program was tested with this version}
    boolean isTried() {
        return TRIED.stream().anyMatch(known -> version.startsWith(known + "."));
    }

    /// Makes JavaCPP load these libraries instead of others with the same names. Must be called before
    /// JavaCPP's first class loads.
    ///
    /// @implNote JavaCPP puts links to what it loads into its cache; there they would take the place of the
    ///     libraries that came with the program, so this has a cache of its own.
    void use() {
        if (!isTried()) {
            LOG.warn(
                    "{} is PyTorch {}; tried were {}.",
                    libraries,
                    version.isEmpty() ? "of an unknown version" : version,
                    String.join(" and ", TRIED));
        }
        System.setProperty("org.bytedeco.javacpp.pathsFirst", "true");
        System.setProperty("java.library.path", libraries.toString());
        System.setProperty("org.bytedeco.javacpp.cachedir", cache().toString());
        loadPart(PROCESSOR_PART);
        if (Files.exists(libraries.resolve(CARD_PART))) {
            loadPart(CARD_PART);
        }
    }

    private static Path cache() {
        return Path.of(System.getProperty("user.home"), ".javacpp", "cache-beside-installed-torch");
    }

    /// Loads a library and the libraries that it depends on; a missing one fails here.
    private void loadPart(String name) {
        try {
            System.load(libraries.resolve(name).toString());
        } catch (UnsatisfiedLinkError e) {
            throw new SaoException(
                    "libtorch of %s cannot be loaded: %s".formatted(VARIABLE, e.getMessage()),
                    "Check that `python -c 'import torch'` works with it, or unset %s.".formatted(VARIABLE),
                    e);
        }
    }
}
