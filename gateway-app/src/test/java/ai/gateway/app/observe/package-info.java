/** What can be seen of a gateway at work, asked of real registries and a real receiver of spans. */
@NullMarked
package ai.gateway.app.observe;

import org.jspecify.annotations.NullMarked;
