package com.tallyhybrid.evidence;

import com.fasterxml.jackson.core.type.TypeReference;
import com.tallyhybrid.data.DataFile;
import java.util.List;

/**
 * One row of {@code law.yaml}.
 *
 * @param id what controls name it by
 * @param duty the provision
 * @param words its words in quotes, or a paraphrase
 * @param source where they were read
 * @param date the day of the provision, or of the source
 * @param confidence high, medium or low
 * @param disputed whether readings differ
 * @param supports what this system gives
 * @param firm what stays with the firm
 */
record Duty(
        String id,
        String duty,
        String words,
        String source,
        String date,
        String confidence,
        boolean disputed,
        String supports,
        String firm) {

    /** Every duty, in the order of the file. */
    static List<Duty> all() {
        return DataFile.read(Duty.class, "law.yaml", new TypeReference<>() {});
    }
}
