package ai.gateway.judge;

import ai.gateway.judge.Fences.Part;
import ai.gateway.judge.Objection.Mark;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a text has program code: a fenced block of a language of programs, or lines that look like some. Points of lines add up
 * while code goes on, and are gone where prose comes between.
 */
final class CodeGuard extends TextGuard {

    private static final String TYPE = "CODE";

    /** Two lines that are surely code, or more that may be. */
    private static final double ENOUGH = 5;

    /** Who puts a fence around it means something by that. */
    private static final double ENOUGH_FENCED = 4;

    CodeGuard(String name) {
        super(name);
        CodeWords.ready();
    }

    @Override
    @Nullable
    Objection objection(int index, String text) {
        List<Mark> blocks = new ArrayList<>();
        List<Mark> lines = new ArrayList<>();
        for (Part part : Fences.parts(text)) {
            String language = part.language();
            if (language != null && CodeWords.LANGUAGES.contains(language)) {
                blocks.add(new Mark(index, part.start(), part.end(), TYPE));
            } else if (language == null || !CodeWords.DATA.contains(language)) {
                lines(index, text, part, lines);
            }
        }
        if (!blocks.isEmpty()) {
            blocks.addAll(lines);
            return new Objection("code-block", "has a block of code", blocks);
        }
        return lines.isEmpty() ? null : new Objection("code-lines", "has lines of code", lines);
    }

    /** Adds each run of lines that has enough points, from where its points began to where they were most. */
    private static void lines(int index, String text, Part part, List<Mark> into) {
        double enough = part.isFenced() ? ENOUGH_FENCED : ENOUGH;
        double sum = 0;
        double most = 0;
        int start = part.start();
        int end = start;
        for (int line = part.start(); line < part.end(); ) {
            int next = Math.min(part.end(), Fences.endOfLine(text, line));
            sum += CodeLine.points(text, line, next);
            if (sum > most) {
                most = sum;
                end = next;
            }
            if (sum <= 0) {
                add(index, start, end, most >= enough, into);
                sum = 0;
                most = 0;
                start = next;
            }
            line = next;
        }
        add(index, start, end, most >= enough, into);
    }

    private static void add(int index, int start, int end, boolean enough, List<Mark> into) {
        if (enough) {
            into.add(new Mark(index, start, end, TYPE));
        }
    }
}
