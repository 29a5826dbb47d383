package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

import static ai.gateway.exchange.Usage.ABSENT;
import static ai.gateway.exchange.Usage.either;
import static ai.gateway.exchange.Usage.sum;

/**
 * What few answers tell of what they used, and what costs money all the same. Of most answers it is {@link #NONE}.
 *
 * @param cacheWriteHour what of {@link Usage#cacheWrite} stays in the provider's cache for an hour
 * @param imageInput what of the prompt was pictures
 * @param imageOutput what of {@link Usage#output} was pictures
 */
public record Besides(long cacheWriteHour, long imageInput, long imageOutput, Units units, Bill bill) {

    public static final Besides NONE = new Besides(ABSENT, ABSENT, ABSENT, Units.NONE, Bill.NONE);

    /**
     * What is not counted in tokens. Pictures that were made are counted by {@link AnswerFacts} as they pass.
     *
     * @param searches of the web
     * @param pictures that were embedded
     * @param questions of a reranking, as the provider counts them
     * @param millis of sound, read or made
     * @param characters that were spoken
     */
    public record Units(long searches, long pictures, long questions, long millis, long characters) {

        public static final Units NONE = new Units(ABSENT, ABSENT, ABSENT, ABSENT, ABSENT);

        public static Units ofSearches(long searches) {
            return searches == ABSENT ? NONE : new Units(searches, ABSENT, ABSENT, ABSENT, ABSENT);
        }

        public static Units ofMillis(long millis) {
            return millis == ABSENT ? NONE : new Units(ABSENT, ABSENT, ABSENT, millis, ABSENT);
        }

        public static Units ofCharacters(long characters) {
            return new Units(ABSENT, ABSENT, ABSENT, ABSENT, characters);
        }

        Units plus(Units other) {
            return new Units(
                    sum(searches, other.searches),
                    sum(pictures, other.pictures),
                    sum(questions, other.questions),
                    sum(millis, other.millis),
                    sum(characters, other.characters));
        }

        public Units updatedBy(Units later) {
            return later.equals(NONE)
                    ? this
                    : new Units(
                            either(later.searches, searches),
                            either(later.pictures, pictures),
                            either(later.questions, questions),
                            either(later.millis, millis),
                            either(later.characters, characters));
        }
    }

    /**
     * What the provider says of its bill.
     *
     * @param cost in millionths of a millionth of a US dollar
     * @param service that was used; null where it was not said
     * @param searchSize how much context a search of the web gave, such as {@code low}; null where it was not said
     * @param input tokens that are billed, where these are others than were read
     * @param output tokens that are billed, where these are others than were written
     */
    public record Bill(
            long cost, @Nullable Service service, @Nullable String searchSize, long input, long output) {

        public static final Bill NONE = new Bill(ABSENT, null, null, ABSENT, ABSENT);

        public static Bill of(@Nullable Service service) {
            return service == null ? NONE : new Bill(ABSENT, service, null, ABSENT, ABSENT);
        }

        public Bill with(@Nullable Service used) {
            return used == null ? this : new Bill(cost, used, searchSize, input, output);
        }

        public Bill updatedBy(Bill later) {
            return later.equals(NONE)
                    ? this
                    : new Bill(
                            either(later.cost, cost),
                            later.service != null ? later.service : service,
                            later.searchSize != null ? later.searchSize : searchSize,
                            either(later.input, input),
                            either(later.output, output));
        }
    }

    public static Besides of(Units units) {
        return NONE.with(units);
    }

    public static Besides of(Bill bill) {
        return NONE.with(bill);
    }

    public Besides with(Units told) {
        return told.equals(units) ? this : new Besides(cacheWriteHour, imageInput, imageOutput, told, bill);
    }

    public Besides with(Bill told) {
        return told.equals(bill) ? this : new Besides(cacheWriteHour, imageInput, imageOutput, units, told);
    }

    public Besides withImages(long ofInput, long ofOutput) {
        return ofInput == imageInput && ofOutput == imageOutput
                ? this
                : new Besides(cacheWriteHour, ofInput, ofOutput, units, bill);
    }

    public Besides withCacheWriteHour(long tokens) {
        return tokens == cacheWriteHour ? this : new Besides(tokens, imageInput, imageOutput, units, bill);
    }

    /** Both together. What only one bill can say, the later one says. */
    Besides plus(Besides other) {
        return other.equals(NONE)
                ? this
                : new Besides(
                        sum(cacheWriteHour, other.cacheWriteHour),
                        sum(imageInput, other.imageInput),
                        sum(imageOutput, other.imageOutput),
                        units.plus(other.units),
                        bill.updatedBy(other.bill));
    }

    Besides updatedBy(Besides later) {
        return later.equals(NONE)
                ? this
                : new Besides(
                        either(later.cacheWriteHour, cacheWriteHour),
                        either(later.imageInput, imageInput),
                        either(later.imageOutput, imageOutput),
                        units.updatedBy(later.units),
                        bill.updatedBy(later.bill));
    }
}
