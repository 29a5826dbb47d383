package ai.gateway.pipeline;

import org.springframework.core.Ordered;

/**
 * Where we stand among the gateway's filters. Its global filters have fixed orders; a route's filters are numbered from 1
 * in the order of their lines, and so, apart from them, are the default filters: the first default filter and the first
 * filter of the route both stand at 1, default first, the second ones at 2 after both, and so on.
 *
 * <pre>
 * HIGHEST            RemoveCachedBody
 * HIGHEST + 1000     AdaptCachedBody         hands on the body that a predicate of ours has read
 * -1                 NettyWriteResponse      finds nothing to write
 * 0                  AiWrite                 on the way back, writes the answer that the terminal has left
 * 0                  ForwardPath, metrics
 * 1, 2, 3 …          default filters and the route's filters, ours among them
 * 10000              RouteToRequestUrl       ai://auto becomes the request's url
 * 10150              ReactiveLoadBalancer    lb://… becomes an address
 * LOWEST - 2         AiRouting               the terminal
 * LOWEST - 1         WebsocketRouting
 * LOWEST             NettyRouting, ForwardRouting
 * </pre>
 */
public final class FilterOrder {

    /** After everything that still may change the request or its address, before whoever else would send it. */
    public static final int TERMINAL = Ordered.LOWEST_PRECEDENCE - 2;

    /** Around everything that a route's filters do to status and headers on the way back. */
    public static final int WRITE = 0;

    private FilterOrder() {}
}
