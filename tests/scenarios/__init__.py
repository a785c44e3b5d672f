"""Stories played through the services: worked costing scenarios, golden vectors, states, periods, money, counting."""
