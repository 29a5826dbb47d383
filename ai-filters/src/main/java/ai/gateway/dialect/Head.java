package ai.gateway.dialect;

import org.jspecify.annotations.Nullable;

/** The head of a request, as far as dialects look at it. */
public interface Head {

    String method();

    /** The path as it came, undecoded, without the query. */
    String path();

    @Nullable
    String header(String name);
}
