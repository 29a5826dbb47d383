package ai.gateway.tokens;

import ai.gateway.exchange.Modality;
import ai.gateway.wire.Json;

/**
 * Sounds, films and files by their size, since nobody opens them here. A second of sound is 10 tokens to OpenAI and 32 to
 * Gemini; a page of a PDF is some 258 to Gemini and some 2,000 to Claude.
 */
final class Medium {

    /** Of what lies elsewhere. */
    private static final long ELSEWHERE = 2_000;

    private static final long BYTES_PER_TOKEN_OF_SOUND = 1_000;
    private static final long BYTES_PER_TOKEN_OF_FILM = 600;
    private static final long BYTES_PER_TOKEN_OF_FILE = 20;
    private static final long LEAST_OF_FILE = 500;

    /** Densely packed speech: 6 kbit/s at 32 tokens a second. */
    private static final long MOST_BYTES_PER_TOKEN = 24;

    /** A page as a picture with its text, however little of the file it takes. */
    private static final long ONE_PAGE = 5_000;

    private Medium() {}

    static long usual(Modality kind, Json source) {
        long bytes = bytes(source);
        if (bytes == 0) {
            return ELSEWHERE;
        }
        return switch (kind) {
            case AUDIO -> 1 + bytes / BYTES_PER_TOKEN_OF_SOUND;
            case VIDEO -> 1 + bytes / BYTES_PER_TOKEN_OF_FILM;
            case TEXT, IMAGE, FILE -> LEAST_OF_FILE + bytes / BYTES_PER_TOKEN_OF_FILE;
        };
    }

    /** More than it can have, unless it is packed beyond what is known; what lies elsewhere may be anything. */
    static long most(Modality kind, Json source) {
        long bytes = bytes(source);
        if (bytes == 0) {
            return ELSEWHERE * 10;
        }
        return switch (kind) {
            case AUDIO, VIDEO -> 100 + bytes / MOST_BYTES_PER_TOKEN;
            case TEXT, IMAGE, FILE -> ONE_PAGE + bytes;
        };
    }

    /** Of the thing itself; 0 where it lies elsewhere. */
    static long bytes(Json source) {
        int from = Picture.start(source);
        return from < 0 ? 0 : (source.end() - 1L - from) / 4 * 3;
    }
}
