/** A real PostgreSQL 18 from unpacked binaries, with one database and four roles for each service. */
@NullMarked
package org.baoxue.local.postgres;

import org.jspecify.annotations.NullMarked;
