//! The scenario language, populations, journeys and the director.
