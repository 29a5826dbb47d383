package ai.gateway.exchange;

import java.util.List;

/**
 * Documents in the order in which they answer a question, the best first.
 *
 * @param id of the answer; empty where the provider gave it none
 * @param model as the provider calls it; empty where it did not say
 * @param searches in which Cohere counts; {@link Usage#ABSENT} where the provider does not
 */
public record Ranking(String id, String model, List<Place> places, Usage usage, long searches) {

    public Ranking {
        places = List.copyOf(places);
    }

    /** @throws AiException where it is no answer to that question: documents that were sent */
    public void requireFor(RerankRequest asked) {
        int documents = asked.documents().size();
        for (Place place : places) {
            if (place.document() < 0 || place.document() >= documents) {
                String found = "document " + place.document() + " of " + documents;
                throw Failure.of(FailureCode.UPSTREAM_INVALID_RESPONSE, "provider: " + found)
                        .asException();
            }
        }
    }

    /**
     * @param document its number in the question
     * @param score the number as it came
     */
    public record Place(int document, String score) {}
}
