/** Child processes: started apart from the terminal, watched, started again, stopped in order. */
@NullMarked
package org.baoxue.local.process;

import org.jspecify.annotations.NullMarked;
