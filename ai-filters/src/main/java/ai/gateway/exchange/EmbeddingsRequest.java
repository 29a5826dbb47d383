package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What is to be turned into vectors.
 *
 * @param dialect id of the dialect that it was read from, whose the extras are
 * @param purpose what the vectors are for; null where nobody said
 * @param dimensions how long they shall be; {@link Usage#ABSENT} for as long as the model's are
 * @param encodings how they are wanted; never empty
 * @param cut where to cut what is too long; null for as the provider pleases
 */
public record EmbeddingsRequest(
        String dialect,
        @Nullable String model,
        List<Input> inputs,
        @Nullable Purpose purpose,
        long dimensions,
        List<Vector.Encoding> encodings,
        @Nullable Cut cut,
        Extras extras) {

    public EmbeddingsRequest {
        inputs = List.copyOf(inputs);
        encodings = List.copyOf(encodings);
    }

    /** Whether each input is one text and no more. */
    public boolean isText() {
        return inputs.stream().allMatch(Input::isText);
    }

    /** What becomes one vector: texts and pictures together, or the numbers of tokens. */
    public record Input(List<Content> parts, List<Long> tokens) {

        public Input {
            parts = List.copyOf(parts);
            tokens = List.copyOf(tokens);
        }

        public static Input of(Content... parts) {
            return new Input(List.of(parts), List.of());
        }

        public boolean isText() {
            return parts.size() == 1 && parts.get(0) instanceof Content.Text;
        }

        public String text() {
            return parts.isEmpty() ? "" : parts.get(0).flow();
        }
    }

    /** Asymmetric models embed a question otherwise than what may answer it. */
    public enum Purpose {
        QUERY,
        DOCUMENT,
        SIMILARITY,
        CLASSIFICATION,
        CLUSTERING,
        QUESTION,
        FACT,
        CODE_QUERY
    }

    /** Which end of a text that is too long is left out; NONE refuses it. */
    public enum Cut {
        NONE,
        START,
        END
    }
}
