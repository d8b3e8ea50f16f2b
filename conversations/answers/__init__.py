"""An officer answers: questions, typed figures, buttons, and the way from one to the next."""
