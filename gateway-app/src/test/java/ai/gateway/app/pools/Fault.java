package ai.gateway.app.pools;

import ai.gateway.app.translate.Asking;
import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Failure;
import ai.gateway.testing.Answer;
import ai.gateway.testing.Faults;
import ai.gateway.testing.Script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What goes wrong at a provider before it has said anything. */
enum Fault {
    REFUSED,
    CLOSED,
    RESET,
    SILENT,
    S401,
    S402,
    S404,
    S408,
    S429,
    S500,
    S503,
    S529,
    HTML_PAGE,
    GARBAGE,
    EMPTY,
    CUT_JSON,
    STREAM_EMPTY,
    STREAM_FIN,
    STREAM_RST,
    STREAM_SILENT,
    STREAM_ERROR;

    /** The beginning of a stream that has not said anything yet, and how a stream fails; as the dialect has it on the wire. */
    record Wire(Dialect dialect, String type, List<byte[]> beginning, byte[] error) {

        /** As the stand-in tells it, which is asked for both. */
        static Wire of(Dialect dialect, int standIn) {
            Answer told = told(dialect, standIn, "/echo lynx");
            List<byte[]> beginning = new ArrayList<>();
            for (Answer.Piece piece : told.pieces()) {
                if (piece.text().contains("lynx")) {
                    break;
                }
                beginning.add(piece.bytes());
            }
            List<Answer.Piece> failed =
                    told(dialect, standIn, "/errorafter 1 /echo lynx").pieces();
            byte[] error = dialect.id().equals("anthropic")
                    ? utf8("event: error\ndata: {\"type\":\"error\",\"error\":"
                            + "{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n")
                    : failed.get(failed.size() - 1).bytes();
            return new Wire(dialect, String.valueOf(told.header("content-type")), beginning, error);
        }

        private static Answer told(Dialect dialect, int standIn, String prompt) {
            return new Asking(dialect, standIn)
                    .ask(Asking.chat(dialect.id(), Streaming.PIECES_AND_USAGE, "m", prompt, List.of()))
                    .came();
        }

        private Script begun() {
            Script script = Script.head(200, "content-type: " + type);
            for (byte[] each : beginning) {
                script = script.chunk(each);
            }
            return script;
        }
    }

    /** Whether only a stream can fail so. */
    boolean isOfStreams() {
        return name().startsWith("STREAM");
    }

    /** Whether nobody can be there who plays it. */
    boolean isUnplayed() {
        return this == REFUSED;
    }

    Script script(Wire wire) {
        return switch (this) {
            case REFUSED, CLOSED -> Faults.closeBeforeHeaders();
            case RESET -> Faults.resetBeforeHeaders();
            case SILENT -> Faults.hang();
            case S401, S402, S404, S408, S429, S500, S503, S529 -> status(wire, Integer.parseInt(name().substring(1)));
            case HTML_PAGE -> Faults.htmlPage();
            case GARBAGE -> Faults.garbageJson();
            case EMPTY -> Faults.empty();
            case CUT_JSON -> Faults.resetInBody(PoolBench.whole("lynx"));
            case STREAM_EMPTY ->
                Script.head(200, "content-type: " + wire.type()).end();
            case STREAM_FIN -> wire.begun().fin();
            case STREAM_RST -> wire.begun().reset();
            case STREAM_SILENT -> wire.begun().hang();
            case STREAM_ERROR -> wire.begun().chunk(wire.error()).end();
        };
    }

    private static Script status(Wire wire, int status) {
        Failure failure = Failure.told("lynx", new Failure.Origin(status, "", ""));
        return Script.json(status, new String(wire.dialect().failureBody(failure, "id"), StandardCharsets.UTF_8));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
