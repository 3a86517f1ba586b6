package sao.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares the default, the allowed values and the description of a setting. The settings reader, the written
/// settings and the reference in `docs/settings.md` are derived from it.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /// {@return the default value, YAML}
    String standard();

    /// {@return the allowed numbers as an interval such as `(0, 1]`; empty if all are allowed}
    String range() default "";

    /// {@return the allowed words of a text or a list of texts; empty if all are allowed}
    String[] choices() default {};

    /// {@return the word that stands for an absent value, such as `auto`; a number is then 0, for a setting that allows
    /// 0 a whole number is -1 and another number NaN, and a text is empty}
    String absent() default "";

    /// {@return the description, one sentence without a full stop}
    String about();
}
