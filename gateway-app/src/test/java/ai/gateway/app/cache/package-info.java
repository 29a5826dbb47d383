/** The cache in traffic: what is given again, to whom, and who shares a call. */
@NullMarked
package ai.gateway.app.cache;

import org.jspecify.annotations.NullMarked;
