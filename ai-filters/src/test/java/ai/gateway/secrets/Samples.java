package ai.gateway.secrets;

import java.util.Random;

/** Values that have the form of credentials, and never were any. Made when needed, so that none stands in this code. */
final class Samples {

    private final Random random;

    Samples(long seed) {
        random = new Random(seed);
    }

    /** As random as the rule wants it, and with a digit in it. */
    String of(Rule rule, Shape shape) {
        String value = fill(shape, 0);
        for (int i = 0; i < 1000 && !isFit(rule, value); i++) {
            value = fill(shape, 0);
        }
        return value;
    }

    /** Without the last so many characters of its last piece, which then is too short. */
    String tooShort(Shape shape) {
        Shape.Piece last = shape.pieces().get(shape.pieces().size() - 1);
        return fill(shape, last.literal() != null || last.least() == 0 ? 0 : last.most() - last.least() + 1);
    }

    String letters(int length) {
        return run(Alphabet.of("a-zA-Z0-9"), length);
    }

    String hex(int length) {
        return run(Alphabet.of("a-f0-9"), length);
    }

    private String fill(Shape shape, int without) {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < shape.pieces().size(); i++) {
            Shape.Piece piece = shape.pieces().get(i);
            int cut = i == shape.pieces().size() - 1 ? without : 0;
            int most = Math.min(piece.most(), piece.least() + 20);
            int length = cut > 0 ? Math.max(0, piece.least() - 1) : between(piece.least(), most);
            value.append(piece.literal() != null ? piece.literal() : run(piece.alphabet(), length));
        }
        return value.toString();
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** Letters and digits at both ends, where the alphabet has them. */
    private String run(Alphabet alphabet, int length) {
        boolean words = alphabet.has('0') || alphabet.has('A') || alphabet.has('a');
        StringBuilder value = new StringBuilder();
        while (value.length() < length) {
            char c = (char) random.nextInt(128);
            boolean edge = value.isEmpty() || value.length() == length - 1;
            if (alphabet.has(c) && (!edge || !words || Texts.isLetter(c) || Texts.isDigit(c))) {
                value.append(c);
            }
        }
        return value.toString();
    }

    private static boolean isFit(Rule rule, String value) {
        return Texts.bits(value, 0, value.length()) >= rule.bits()
                && !StandIns.has(value, 0, value.length())
                && value.chars().anyMatch(Character::isDigit);
    }
}
