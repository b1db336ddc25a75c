input("What is the company called? ")
