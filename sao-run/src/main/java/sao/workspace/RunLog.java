package sao.workspace;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/// Appends the program's log messages to `sao.log` in the run's log folder, until it is closed.
public final class RunLog implements AutoCloseable {
    private final Logger root;
    private final FileAppender<ILoggingEvent> appender = new FileAppender<>();

    /// @param folder for the log; created if it is missing
    public RunLog(Path folder) {
        root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        LoggerContext context = root.getLoggerContext();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSS} %-5level [%thread] %logger{20} %msg%n");
        encoder.start();
        appender.setContext(context);
        appender.setName("run");
        appender.setFile(folder.resolve("sao.log").toString());
        appender.setEncoder(encoder);
        appender.start();
        root.addAppender(appender);
        ((Logger) LoggerFactory.getLogger("sao")).setLevel(Level.INFO);
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        appender.stop();
    }
}
