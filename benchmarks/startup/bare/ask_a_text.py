import questionary

questionary.text("What is the company called?").ask()
