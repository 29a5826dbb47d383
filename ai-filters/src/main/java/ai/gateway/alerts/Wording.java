package ai.gateway.alerts;

import ai.gateway.delivery.Notice;
import ai.gateway.delivery.Receiver;
import ai.gateway.wire.JsonWriter;

/** Puts an alert into words: a line for people, JSON for programs. All of it is names of the configuration and figures. */
final class Wording {

    private Wording() {}

    /** One line. */
    static String line(Alert alert, String from) {
        String stage = switch (alert.stage()) {
            case STARTED -> "alert";
            case LASTS -> "still, for " + Lengths.of(alert.age());
            case ENDED -> "over, after " + Lengths.of(alert.age());
        };
        String line = "[" + from + "] " + stage + ": " + alert.kind().word() + ", "
                + alert.subject().kind().word() + " " + alert.subject().name() + ": " + alert.facts();
        return line.chars()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static Notice notice(Alert alert, String from, Receiver.Form form) {
        String id = alert.id() + "-" + alert.word();
        return switch (form) {
            case SIGNED -> new Notice(id, alert.stage().type(), json(id, alert, from));
            case SLACK -> new Notice(id, alert.stage().type(), slack(line(alert, from)));
        };
    }

    private static byte[] json(String id, Alert alert, String from) {
        return new JsonWriter(512)
                .beginObject()
                .field("id", id)
                .field("type", alert.stage().type())
                .field("created", alert.at().toString())
                .name("data")
                .beginObject()
                .field("alert", alert.id())
                .field("kind", alert.kind().word())
                .field("of", alert.subject().kind().word())
                .field("name", alert.subject().name())
                .field("from", from)
                .field("since", alert.since().toString())
                .field("facts", alert.facts())
                .endObject()
                .endObject()
                .toBytes();
    }

    /** Three characters have a meaning there: with them, a name could be a link or call everybody. */
    private static byte[] slack(String line) {
        String escaped = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return new JsonWriter(256)
                .beginObject()
                .field("text", escaped)
                .endObject()
                .toBytes();
    }
}
