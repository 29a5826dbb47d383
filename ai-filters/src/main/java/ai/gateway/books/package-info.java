/**
 * The ledger in a gateway: where it lies, by {@code ai.gateway.ledger}, and its life from start to end.
 *
 * <p>{@link ai.gateway.books.BooksAutoConfiguration} makes the beans that others ask for: {@link ai.gateway.ledger.Ledger} to write,
 * {@link ai.gateway.ledger.Usages} to read, {@link ai.gateway.ledger.Documents} for what is changed while gateways run. None of
 * them is there unless somebody wants a ledger: a plug-in makes no files that nobody has asked for.
 */
@NullMarked
package ai.gateway.books;

import org.jspecify.annotations.NullMarked;
