package ai.gateway.embeddings;

import ai.gateway.semantic.Encoded;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * The model in ONNX Runtime. It works on the thread that calls and on no other: with helpers for each text, many texts at a
 * time would get in each other's way.
 */
final class OnnxModel implements Model {

    private static final String FILE = "/all-minilm-l6-v2-q.onnx";
    private static final String VOCABULARY = "/all-minilm-l6-v2-q-tokenizer.json";

    private final WordPiece wordPiece;
    private final OrtEnvironment environment;
    private final OrtSession session;

    private OnnxModel(WordPiece wordPiece, OrtEnvironment environment, OrtSession session) {
        this.wordPiece = wordPiece;
        this.environment = environment;
        this.session = session;
    }

    /** Takes its time, and the first text after it as well; that one is read here. */
    static Model load() throws IOException, OrtException {
        WordPiece wordPiece = new WordPiece(vocabulary());
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (SessionOptions options = new SessionOptions();
                InputStream file = open(FILE)) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            Model model =
                    new OnnxModel(wordPiece, environment, environment.createSession(file.readAllBytes(), options));
            model.encode("Is anybody there?");
            return model;
        }
    }

    static Vocabulary vocabulary() throws IOException {
        try (InputStream json = open(VOCABULARY)) {
            return Vocabulary.read(json);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream file = OnnxModel.class.getResourceAsStream(name);
        if (file == null) {
            throw new FileNotFoundException(name + ": not on the class path");
        }
        return file;
    }

    @Override
    public Encoded encode(String text) {
        Beginning beginning = Beginning.of(text);
        Pieces pieces = wordPiece.read(beginning.text());
        try {
            return new Encoded(vector(pieces.ids()), pieces.known() && !beginning.cutShort());
        } catch (OrtException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The mean of what the model says of each piece, at length one. There is no padding, so all pieces count. */
    private float[] vector(long[] ids) throws OrtException {
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor pieces = tensor(ids);
                OnnxTensor mask = tensor(ones);
                OnnxTensor types = tensor(new long[ids.length]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", pieces, "attention_mask", mask, "token_type_ids", types))) {
            return normalised(sum(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length));
        }
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private static float[] sum(FloatBuffer rows, int count) {
        float[] sum = new float[MiniLm.DIMENSIONS];
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += rows.get();
            }
        }
        return sum;
    }

    /** A mean and a sum point the same way. */
    private static float[] normalised(float[] vector) {
        double square = 0;
        for (float each : vector) {
            square += (double) each * each;
        }
        float length = (float) Math.sqrt(square);
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= length;
        }
        return vector;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
