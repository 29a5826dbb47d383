package ai.gateway.pii;

import java.util.Locale;
import java.util.Set;

/** Days in numbers and with the name of the month, as days of birth are written. Which they are says the context alone. */
final class BirthDates implements Recogniser {

    private static final int YEAR = 4;
    private static final String SIGNS = "/-.";
    private static final String BETWEEN = " ,.-/";
    private static final int WIDEST_GAP = 3;
    private static final int LONGEST_MONTH = 10;

    private static final Set<String> MONTHS =
            Set.of(("january february march april may june july august september october november december "
                            + "jan feb mar apr jun jul aug sep sept oct nov dec "
                            + "januar februar märz mai juni juli oktober dezember "
                            + "janvier février mars avril juin juillet août septembre octobre novembre décembre "
                            + "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
                            + "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre "
                            + "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro "
                            + "januari februari maart mei augustus")
                    .split(" ", -1));

    private static final Set<String> ORDINALS = Set.of("st", "nd", "rd", "th");
    private static final Set<String> OF = Set.of("of", "de", "di");

    @Override
    public void look(Text text, int at, Finds finds) {
        int end = text.digitsEnd(at);
        if (end == at || end - at > YEAR) {
            return;
        }
        int last = numbersEnd(text, at, end);
        if (last > 0) {
            finds.add(Entity.DATE_OF_BIRTH, Strength.BARE, at, last);
        } else if (end - at == YEAR && isYear(text, at, end) && !text.isWordAt(end)) {
            int first = wordsStart(text, at);
            if (first >= 0) {
                finds.add(Entity.DATE_OF_BIRTH, Strength.BARE, first, end);
            }
        }
    }

    /** Whether a day in numbers begins there. */
    static boolean isDay(Text text, int start) {
        return numbersEnd(text, start, text.digitsEnd(start)) > 0;
    }

    /** Behind {@code 31/12/1999}, {@code 12-31-99}, {@code 1999.12.31}; -1 where there is no such day. */
    private static int numbersEnd(Text text, int start, int firstEnd) {
        char sign = text.at(firstEnd);
        if (SIGNS.indexOf(sign) < 0 || (SIGNS.indexOf(text.at(start - 1)) >= 0 && text.isDigitAt(start - 2))) {
            return -1;
        }
        int second = firstEnd + 1;
        int secondEnd = text.digitsEnd(second);
        int third = secondEnd + 1;
        int thirdEnd = text.digitsEnd(third);
        boolean parted = text.at(secondEnd) == sign && secondEnd - second <= 2 && thirdEnd - third <= YEAR;
        boolean goesOn = (text.isWordAt(thirdEnd) && text.at(thirdEnd) != 'T')
                || (SIGNS.indexOf(text.at(thirdEnd)) >= 0 && text.isDigitAt(thirdEnd + 1));
        if (!parted || goesOn || second == secondEnd || third == thirdEnd) {
            return -1;
        }
        int middle = number(text, second, secondEnd);
        boolean day;
        if (firstEnd - start == YEAR) {
            day = isYear(text, start, firstEnd) && Days.isDay(middle, number(text, third, thirdEnd));
        } else {
            int first = number(text, start, firstEnd);
            boolean year = thirdEnd - third == 2 || isYear(text, third, thirdEnd);
            day = year && (Days.isDay(first, middle) || Days.isDay(middle, first));
        }
        return day ? thirdEnd : -1;
    }

    /** Where {@code 31 December}, {@code 31st of December} or {@code December 31} begins before a year; -1 for none. */
    private static int wordsStart(Text text, int year) {
        int end = skipBack(text, year);
        int start = wordStart(text, end);
        if (start == year || start == end || end == year) {
            return -1;
        }
        if (isMonth(text, start, end)) {
            int dayEnd = skipBack(text, start);
            int dayStart = wordStart(text, dayEnd);
            if (dayStart < dayEnd && OF.contains(word(text, dayStart, dayEnd))) {
                dayEnd = skipBack(text, dayStart);
                dayStart = wordStart(text, dayEnd);
            }
            return isDayOfMonth(text, dayStart, dayEnd) ? dayStart : -1;
        }
        int monthEnd = skipBack(text, start);
        int monthStart = wordStart(text, monthEnd);
        return isDayOfMonth(text, start, end) && isMonth(text, monthStart, monthEnd) ? monthStart : -1;
    }

    private static int skipBack(Text text, int from) {
        int at = from;
        while (at > 0 && from - at < WIDEST_GAP && BETWEEN.indexOf(text.at(at - 1)) >= 0) {
            at--;
        }
        return at;
    }

    private static int wordStart(Text text, int end) {
        int at = end;
        while (text.isWordAt(at - 1) && end - at <= LONGEST_MONTH) {
            at--;
        }
        return at;
    }

    private static boolean isMonth(Text text, int start, int end) {
        return MONTHS.contains(word(text, start, end));
    }

    private static boolean isDayOfMonth(Text text, int start, int end) {
        int digits = text.digitsEnd(start);
        boolean few = digits > start && digits - start <= 2 && digits <= end;
        boolean ends = digits == end || (digits < end && ORDINALS.contains(word(text, digits, end)));
        return few && ends && number(text, start, digits) >= 1 && number(text, start, digits) <= 31;
    }

    private static String word(Text text, int start, int end) {
        return text.slice(start, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isYear(Text text, int start, int end) {
        int year = end - start == YEAR ? number(text, start, end) : 0;
        return year >= 1880 && year < 2100;
    }

    private static int number(Text text, int start, int end) {
        return Integer.parseInt(text.slice(start, end));
    }
}
