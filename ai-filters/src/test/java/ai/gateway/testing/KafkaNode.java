package ai.gateway.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The process of a {@link RealKafka}. It says when it is ready, and ends with the one that has started it. */
final class KafkaNode {

    static final String READY = "ready";

    /** Any would do, in the form of its ids. */
    private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qg";

    private KafkaNode() {}

    /** @param args the file with its settings */
    public static void main(String[] args) throws Exception {
        PrintStream parent = System.out;
        System.setOut(System.err);
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Properties settings = settings(Path.of(args[0]));
        format(Path.of(settings.getProperty("log.dirs")));
        new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM).startup();
        parent.println(READY);
        parent.flush();
        while (System.in.read() >= 0) {
            continue; // nothing comes but the end
        }
        Runtime.getRuntime().halt(0);
    }

    private static Properties settings(Path file) throws IOException {
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            settings.load(in);
        }
        return settings;
    }

    private static void format(Path data) throws Exception {
        if (!Files.exists(data.resolve("meta.properties"))) {
            new Formatter()
                    .setPrintStream(System.err)
                    .setClusterId(CLUSTER)
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(data.toString())
                    .setMetadataLogDirectory(data.toString())
                    .run();
        }
    }
}
