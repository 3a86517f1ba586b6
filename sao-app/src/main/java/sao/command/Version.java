package sao.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// Reads the version that the build has written into the jar.
public final class Version implements IVersionProvider {
    /// {@return the version of this program}
    static String number() {
        try (InputStream stream = Version.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            if (stream != null) {
                properties.load(stream);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "sao %s (Java %s, %s)"
                    .formatted(number(), System.getProperty("java.version"), System.getProperty("os.arch"))
        };
    }
}
