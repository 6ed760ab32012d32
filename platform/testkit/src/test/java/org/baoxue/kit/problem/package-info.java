@NullMarked
package org.baoxue.kit.problem;

import org.jspecify.annotations.NullMarked;
