/**
 * Who judges what is said. A {@link ai.gateway.judge.Guard} is shown a {@link ai.gateway.judge.Matter}, which is a request or what
 * has come of an answer, and has an {@link ai.gateway.judge.Objection} to it or none. What becomes of that is for the route to
 * say: a guard only tells.
 */
@NullMarked
package ai.gateway.judge;

import org.jspecify.annotations.NullMarked;
