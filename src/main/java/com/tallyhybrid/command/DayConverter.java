package com.tallyhybrid.command;

import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a day that somebody types, and says in a sentence what is wrong with it. */
public final class DayConverter implements ITypeConverter<LocalDate> {

    @Override
    public LocalDate convert(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException noDay) {
            throw new TypeConversionException("'%s' is no day; write it as 2026-12-31".formatted(text));
        }
    }
}
