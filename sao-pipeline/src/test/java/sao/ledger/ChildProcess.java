package sao.ledger;

import java.util.ArrayList;
import java.util.List;

/// A real process with the class path of the tests.
public final class ChildProcess {
    private ChildProcess() {}

    /// {@return the command line that runs a class}
    public static List<String> command(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                main));
        command.addAll(List.of(arguments));
        return command;
    }
}
