package org.baoxue.attendance.school;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.LocalTime;

/** One session of a school's day, as "AM from 08:00". */
public record Session(
        String code, @JsonFormat(pattern = "HH:mm") LocalTime starts) {}
