//! Time, agenda, chance, queues, agents and offers on small ids.
