package ai.gateway.alerts;

import ai.gateway.delivery.Mailboxes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells the log and the receivers. */
final class Herald implements Consumer<Alert>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Herald.class);

    private final Supplier<AlertSettings> settings;
    private final Mailboxes mailboxes;

    Herald(Supplier<AlertSettings> settings, Mailboxes mailboxes) {
        this.settings = settings;
        this.mailboxes = mailboxes;
    }

    @Override
    public void accept(Alert alert) {
        String from = settings.get().from();
        String line = Wording.line(alert, from);
        if (alert.stage() == Alert.Stage.ENDED) {
            log.info(line);
        } else {
            log.warn(line);
        }
        mailboxes.tell(alert.kind().word(), receiver -> Wording.notice(alert, from, receiver.form()));
    }

    @Override
    public void close() {
        mailboxes.close();
    }
}
