package sao.workspace;

import java.util.LinkedHashMap;
import java.util.Map;

/// The machine that computes a run.
public final class Machine {
    private Machine() {}

    /// {@return the Java version, the operating system and the number of processors, by name}
    public static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("java", System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
        facts.put(
                "system",
                "%s %s %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")));
        facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        return facts;
    }
}
