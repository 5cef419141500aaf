//! The page as a whole.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use ringback_format::figures::{Comparison, Figures};

use super::{
    number::grouped,
    section::{self, Section},
    words,
};
use crate::report::words::service_level;

/// Writes the report as one HTML page that needs nothing but itself: no script, no style, font or picture from elsewhere.
/// The comparison with another run is shown where there is one.
pub fn html(figures: &Figures, comparison: &[Comparison]) -> String {
    let sections = [
        section::tiles(figures),
        section::targets(figures),
        section::comparison(comparison),
        section::staffing(figures),
        section::queues(figures),
        section::groups(figures),
        section::flows(figures),
        section::formulas(figures),
        section::checks(figures),
        section::everything(figures),
    ];
    let sections: Vec<Section> = sections.into_iter().flatten().collect();
    page(figures, &sections).into_string()
}

fn page(figures: &Figures, sections: &[Section]) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (figures.scenario) " · Ringback capacity" }
                style { (PreEscaped(include_str!("style.css"))) }
            }
            body {
                (heading(figures))
                nav {
                    @for section in sections {
                        a href={ "#" (section.anchor) } { (section.heading) }
                    }
                }
                main {
                    @for section in sections {
                        section id=(section.anchor) {
                            h2 { (section.heading) }
                            (section.body)
                        }
                    }
                }
            }
        }
    }
}

fn definition(figures: &Figures) -> String {
    format!("Service level: {}.", service_level(&figures.definitions))
}

fn heading(figures: &Figures) -> Markup {
    let runs = if figures.replications == 1 {
        "1 replication".to_owned()
    } else {
        format!("{} replications", grouped(figures.replications as f64, 0))
    };
    html! {
        header {
            p class="kind" { (words::run(figures.run)) }
            h1 { (figures.scenario) }
            @if !figures.about.is_empty() { p class="about" { (figures.about) } }
            p class="facts" {
                span { (words::period(figures)) }
                span { (runs) ", seed " (figures.seed) }
                @if figures.replications > 1 {
                    span { "± is half a " (words::confidence(figures.confidence)) " confidence interval" }
                }
            }
            p class="definition" { (definition(figures)) }
        }
    }
}
