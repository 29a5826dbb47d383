package ai.gateway.dialect;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Call;
import ai.gateway.wire.Json;

/** An operation that providers of a dialect do, and that its own clients ask for in a way which is not worth translating. */
public abstract class ProviderOnly<Q, A> implements OperationCodec<Q, A> {

    private final String asked;
    private final String expected;

    /**
     * @param asked how the clients ask
     * @param expected whom they can ask
     */
    protected ProviderOnly(String asked, String expected) {
        this.asked = asked;
        this.expected = expected;
    }

    @Override
    public final Q readRequest(Call call, Json body) {
        throw unsayable();
    }

    @Override
    public final byte[] writeAnswer(A answer, Question<Q> question) {
        throw unsayable();
    }

    private AiException unsayable() {
        return OperationCodec.unsayable("model", asked, expected);
    }
}
