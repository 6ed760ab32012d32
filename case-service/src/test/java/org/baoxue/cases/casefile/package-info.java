@NullMarked
package org.baoxue.cases.casefile;

import org.jspecify.annotations.NullMarked;
