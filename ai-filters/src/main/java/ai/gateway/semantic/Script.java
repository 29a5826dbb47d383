package ai.gateway.semantic;

/** In what letters a text is written. Models of English know no others: to them, all texts in those look alike. */
final class Script {

    /** One letter in so many may be another's: a name, a sign of mathematics. */
    private static final int FEW = 10;

    /** The last letter of Latin Extended-A. */
    private static final int LAST_KNOWN = 0x17F;

    private Script() {}

    static boolean isForeign(String text) {
        int known = 0;
        int foreign = 0;
        int i = 0;
        String folded = Folded.of(text);
        while (i < folded.length()) {
            int point = folded.codePointAt(i);
            i += Character.charCount(point);
            boolean letter = Character.isLetterOrDigit(point);
            known += letter && point <= LAST_KNOWN ? 1 : 0;
            foreign += letter ? point > LAST_KNOWN ? 1 : 0 : isPicture(point) ? 1 : 0;
        }
        return foreign * FEW > known + foreign;
    }

    private static boolean isPicture(int point) {
        return switch (Character.getType(point)) {
            case Character.OTHER_SYMBOL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK -> point > LAST_KNOWN;
            default -> false;
        };
    }
}
