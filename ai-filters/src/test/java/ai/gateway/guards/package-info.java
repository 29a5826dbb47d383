/** Guards that ask somebody else, before stubs that answer as the services' documentation says they do. */
@NullMarked
package ai.gateway.guards;

import org.jspecify.annotations.NullMarked;
