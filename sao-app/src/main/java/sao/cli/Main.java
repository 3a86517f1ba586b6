package sao.cli;

/// Where the program begins.
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code.
    ///
    /// @param arguments of the command line
    public static void main(String[] arguments) {
        System.exit(SaoCommand.commandLine().execute(arguments));
    }
}
