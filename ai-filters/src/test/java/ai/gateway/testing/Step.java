package ai.gateway.testing;

import io.netty.handler.codec.http.HttpResponseStatus;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** One thing that a server does with a connection. */
sealed interface Step {

    void play(Player player);

    /** A status line with its headers; kept apart from plain bytes until the script knows how its body is framed. */
    record Head(int status, List<String> headers) implements Step {
        @Override
        public void play(Player player) {
            player.write(bytes());
        }

        boolean isFramed() {
            return headers.stream().map(line -> line.toLowerCase(Locale.ROOT)).anyMatch(Head::tellsTheLength);
        }

        private static boolean tellsTheLength(String line) {
            return line.startsWith("content-length") || line.startsWith("transfer-encoding");
        }

        byte[] bytes() {
            StringBuilder text = new StringBuilder("HTTP/1.1 ").append(HttpResponseStatus.valueOf(status));
            headers.forEach(line -> text.append("\r\n").append(line));
            return text.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    record Bytes(byte[] bytes) implements Step {
        @Override
        public void play(Player player) {
            player.write(bytes);
        }
    }

    /** The same bytes again and again, each time only when the socket took the last ones. */
    record Flood(byte[] block, long times) implements Step {
        @Override
        public void play(Player player) {
            player.flood(block, times);
        }
    }

    record Pause(long nanos) implements Step {
        @Override
        public void play(Player player) {
            player.pause(nanos);
        }
    }

    /** Nothing more until {@link Player#release()}. */
    record Hang() implements Step {
        @Override
        public void play(Player player) {
            player.hold();
        }
    }

    record Reset() implements Step {
        @Override
        public void play(Player player) {
            player.reset();
        }
    }

    record Fin() implements Step {
        @Override
        public void play(Player player) {
            player.fin();
        }
    }
}
