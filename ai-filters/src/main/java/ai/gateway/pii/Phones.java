package ai.gateway.pii;

import java.util.List;

/** Numbers of phones: as they are dialled in the default regions or with a country's code; others where the context says so. */
final class Phones implements Recogniser {

    private static final int LEAST_DIGITS = 6;
    private static final int LEAST_OF_DIALLED = 7;
    private static final int MOST_DIGITS = 15;
    private static final int MOST_OF_HOUSES = 6;

    /** Groups before or behind a number that may be no part of it. */
    private static final int MOST_STRANGERS = 3;

    private final PhoneLibrary library;

    Phones(List<String> regions) {
        try {
            this.library = new PhoneLibrary(regions);
        } catch (NoClassDefFoundError e) {
            throw new IllegalArgumentException(
                    "entity: PHONE (expected: com.googlecode.libphonenumber:libphonenumber on the class path)", e);
        }
    }

    @Override
    public void look(Text text, int at, Finds finds) {
        boolean opening = text.at(at) == '+' || text.at(at) == '(';
        char next = text.at(at + 1);
        boolean begins = opening ? Text.isDigit(next) || next == '(' || next == '+' : text.isDigitAt(at);
        PhoneRun run = begins ? PhoneRun.at(text, at) : null;
        if (run != null && !addDialled(run, finds)) {
            addOther(run, finds);
        }
    }

    /** All groups, or else fewer: {@code 020 7123 4567 24} has a stranger at its end. */
    private boolean addDialled(PhoneRun run, Finds finds) {
        int last = run.groups() - 1;
        if (run.digits(0, last) < LEAST_OF_DIALLED) {
            return false;
        }
        boolean found = addDialled(run, 0, last, finds);
        for (int i = last; i > 0 && i > last - MOST_STRANGERS && !found; i--) {
            found = run.isSpaceBefore(i) && addDialled(run, 0, i - 1, finds);
        }
        if (found || last == 0 || run.isInternational() || isNamed(run, finds)) {
            return found;
        }
        for (int i = 1; i <= last && i <= MOST_STRANGERS && !found; i++) {
            found = run.isSpaceBefore(i) && addDialled(run, i, last, finds);
        }
        return found;
    }

    /** Whether a word before it speaks of all its digits. */
    private static boolean isNamed(PhoneRun run, Finds finds) {
        int last = run.groups() - 1;
        boolean number = run.digits(0, last) <= MOST_DIGITS;
        return number && finds.wants(Entity.PHONE, Strength.BARE, run.starts()[0], run.endOf(last));
    }

    private boolean addDialled(PhoneRun run, int first, int last, Finds finds) {
        int digits = run.digits(first, last);
        boolean may = digits >= LEAST_OF_DIALLED && digits <= MOST_DIGITS && run.isDialled(first, last);
        if (!may || !library.isValid(run.slice(first, last))) {
            return false;
        }
        Strength strength = run.isInternational() ? Strength.CLEAR : Strength.DISTINCT;
        finds.add(Entity.PHONE, strength, run.starts()[first], run.endOf(last));
        return true;
    }

    /** Asks the library only if its word can matter. */
    private void addOther(PhoneRun run, Finds finds) {
        int last = run.groups() - 1;
        int digits = run.digits(0, last);
        int start = run.starts()[0];
        int end = run.endOf(last);
        boolean may = digits >= LEAST_DIGITS && digits <= MOST_DIGITS && looksDialled(run, digits);
        if (may && finds.wants(Entity.PHONE, Strength.WEAK, start, end)) {
            boolean known = run.isInternational() || library.isValid(run.slice(0, last));
            finds.add(Entity.PHONE, known ? Strength.WEAK : Strength.BARE, start, end);
        }
    }

    /** Neither a day, nor a decimal number, nor an address. */
    private static boolean looksDialled(PhoneRun run, int digits) {
        boolean grouped = digits >= 2 * run.groups();
        boolean decimal = run.groups() == 2 && run.slice(0, 1).indexOf('.') >= 0;
        boolean day = run.groups() == 3 && BirthDates.isDay(run.text(), run.starts()[0]);
        return grouped && !decimal && !day && !isBeforeStreet(run, digits);
    }

    /** Few digits before a name are those of a house: {@code 14 3684 Court Street}. */
    private static boolean isBeforeStreet(PhoneRun run, int digits) {
        boolean name = run.text().at(run.end()) == ' '
                && Character.isUpperCase(run.text().at(run.end() + 1));
        return digits <= MOST_OF_HOUSES && name;
    }
}
