package com.tallyhybrid.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.tallyhybrid.data.DataFile;
import java.util.List;
import java.util.Optional;

/**
 * One row of {@code controls.yaml}: something that an auditor wants to see kept.
 *
 * @param id its name for ever: waivers, attestations and OSCAL's identifiers hang on it
 * @param says what is kept, in one sentence
 * @param actor who acts: AWS, app, office or client
 * @param kind where it shows
 * @param feature the feature of the deployment without which it does not apply
 * @param check for {@link Kind#TEMPLATE}: what the templates must say
 * @param access for {@link Kind#ACCESS}: the cases of the access matrix that must come out as promised
 * @param command for {@link Kind#RUNNING}: what shows it in the account, with places in braces
 * @param expected for {@link Kind#RUNNING}: what that should answer
 * @param record for {@link Kind#RUNNING}: the export that answers it without the command, if it is handed in
 * @param ask for {@link Kind#OFFICE}: what the attestation should say
 * @param test the project's own test that holds it, as {@code Class#method}
 * @param securityHub the control of AWS Security Hub that asks for the same
 * @param iso controls of ISO 27001:2022, Annex A
 * @param nist controls of NIST SP 800-53 revision 5, as its OSCAL catalogue writes them
 * @param law rows of {@code law.yaml}
 */
record Control(
        String id,
        String says,
        String actor,
        Kind kind,
        @JsonProperty("if") Optional<String> feature,
        Optional<TemplateCheck> check,
        List<MatrixCases> access,
        Optional<String> command,
        Optional<String> expected,
        Optional<Export> record,
        Optional<String> ask,
        Optional<String> test,
        Optional<String> securityHub,
        List<String> iso,
        List<String> nist,
        List<String> law) {

    private static final List<Control> ALL = DataFile.read(Control.class, "controls.yaml", new TypeReference<>() {});

    /** Where a control shows. */
    enum Kind {
        /** In the templates. */
        TEMPLATE,
        /** In the answers of the access matrix. */
        ACCESS,
        /** In the running account only. */
        RUNNING,
        /** In what people say. */
        OFFICE
    }

    /** What may be handed in beside the templates. */
    enum Export {
        /** The record of arriving backups. */
        ARRIVALS,
        /** What restore drills wrote. */
        DRILLS
    }

    Control {
        access = orEmpty(access);
        iso = orEmpty(iso);
        nist = orEmpty(nist);
        law = orEmpty(law);
    }

    /** Every control, in the order of the file. */
    static List<Control> all() {
        return ALL;
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
