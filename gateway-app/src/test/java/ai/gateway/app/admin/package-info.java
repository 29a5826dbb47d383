/** The admin API, asked over the wire: of one gateway, and of two on one database. */
@NullMarked
package ai.gateway.app.admin;

import org.jspecify.annotations.NullMarked;
